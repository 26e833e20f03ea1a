package peyk.adapters.traccar.account;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Anonymous;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Session;
import peyk.adapters.traccar.rest.ApiResponse;
import peyk.adapters.traccar.rest.Text;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;

/**
 * Sessions that are opened in a user's name. Traccar would keep each of them for days, so they are
 * ended when they have served; if that fails, or there are many, Traccar forgets them by itself.
 */
public final class UserSessions {
  private static final int MOST_ENDINGS = 4;

  private final TraccarClient client;
  private final Semaphore endings = new Semaphore(MOST_ENDINGS);

  public UserSessions(TraccarClient client) {
    this.client = client;
  }

  /** Opens a session as another user; empty if Traccar does not allow it. */
  public Optional<Session> enter(AccountId account) {
    return sessionOf(client.send(ApiRequest.get("impersonate", "/session/" + account)));
  }

  /**
   * Opens a session with a token, which tells whose it is; the refusal of a token has no session.
   */
  public ApiResponse enter(String token) {
    var call =
        ApiRequest.get("check token", "/session?token=" + Text.encoded(token)).by(new Anonymous());
    var answer = client.send(call);
    sessionOf(answer).ifPresent(this::leave);
    return answer;
  }

  private static Optional<Session> sessionOf(ApiResponse answer) {
    return answer.isSuccess() ? answer.sessionCookie().map(Session::new) : Optional.empty();
  }

  /** Ends a session, without keeping the caller waiting. */
  public void leave(Session visitor) {
    if (endings.tryAcquire()) {
      Thread.ofVirtual().name("traccar-session-end").start(() -> end(visitor));
    }
  }

  private void end(Session visitor) {
    try {
      client.send(ApiRequest.delete("end session", "/session").by(visitor));
    } catch (GatewayUnavailableException e) {
      // it ends by itself, later
    } finally {
      endings.release();
    }
  }
}
