package peyk.adapters.traccar.account;

import com.fasterxml.jackson.databind.JsonNode;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Session;
import peyk.adapters.traccar.rest.ApiResponse;

/** A session that was opened in a user's name, and is ended when it is closed. */
final class UserSession implements AutoCloseable {
  private final UserSessions sessions;
  private final JsonNode user;
  private Session current;

  UserSession(UserSessions sessions, Session session, JsonNode user) {
    this.sessions = sessions;
    this.user = user;
    current = session;
  }

  /** The user as it was when the session was opened. */
  JsonNode user() {
    return user;
  }

  Session credentials() {
    return current;
  }

  /**
   * Reads the owner of a token. Traccar opens a session of that owner in place of this one, so
   * there is only one to end. Servers before 6.6 go on with this session. Without a new session the
   * answer could tell the owner of this one, so Traccar is asked again without it.
   */
  ApiResponse readOwner(String token) {
    var response = sessions.checkToken(token, current);
    var next = UserSessions.sessionOf(response);
    if (next.isEmpty()) {
      return sessions.readOwner(token);
    }
    current = next.get();
    return response;
  }

  @Override
  public void close() {
    sessions.close(current);
  }
}
