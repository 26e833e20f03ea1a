package peyk.adapters.traccar.account;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiRequest.Credentials;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Anonymous;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Session;
import peyk.adapters.traccar.rest.ApiResponse;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;

/**
 * Sessions that are opened in a user's name. Traccar would keep them for days, so they are closed
 * after use. If that fails, or too many are being closed, they expire by themselves.
 */
final class UserSessions {
  private static final int MOST_CLOSING = 4;

  private final TraccarClient client;
  private final Semaphore closing = new Semaphore(MOST_CLOSING);

  UserSessions(TraccarClient client) {
    this.client = client;
  }

  /** Opens a session as another user; empty if Traccar does not allow it. */
  Optional<UserSession> open(AccountId account) {
    var response = client.send(ApiRequest.get("impersonate", "/session/" + account));
    return sessionOf(response).map(session -> new UserSession(this, session, response.json()));
  }

  /** Reads the owner of a token. On the way Traccar opens a session, unless it refuses. */
  ApiResponse readOwner(String token) {
    var response = checkToken(token, new Anonymous());
    sessionOf(response).ifPresent(this::close);
    return response;
  }

  ApiResponse checkToken(String token, Credentials credentials) {
    var path = "/session?token=" + encoded(token);
    return client.send(ApiRequest.get("check token", path).with(credentials));
  }

  static Optional<Session> sessionOf(ApiResponse response) {
    return response.isSuccess() ? response.sessionCookie().map(Session::new) : Optional.empty();
  }

  /** Whether a password is a user's. On the way Traccar opens a session, unless it refuses. */
  boolean logsIn(String login, String password) {
    var form = "email=%s&password=%s".formatted(encoded(login), encoded(password));
    var response =
        client.send(ApiRequest.postForm("try password", "/session", form).with(new Anonymous()));
    sessionOf(response).ifPresent(this::close);
    return response.isSuccess();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Closes a session in the background. */
  void close(Session session) {
    if (closing.tryAcquire()) {
      Thread.ofVirtual().name("traccar-session-end").start(() -> closeNow(session));
    }
  }

  private void closeNow(Session session) {
    try {
      client.send(ApiRequest.delete("end session", "/session").with(session));
    } catch (GatewayUnavailableException e) {
      // the session expires by itself
    } finally {
      closing.release();
    }
  }
}
