package peyk.adapters.sandbox.traccar;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The sessions behind {@code JSESSIONID} cookies. They end when the server restarts. */
final class Sessions {
  static final String COOKIE = "JSESSIONID";

  /**
   * One session.
   *
   * @param tokenExpiration when the token expires that opened the session; empty if none did
   */
  record Session(long userId, Optional<Instant> tokenExpiration) {}

  private final Map<String, Session> byId = new HashMap<>();

  String open(long userId, Optional<Instant> tokenExpiration) {
    var id = "node0" + UUID.randomUUID().toString().replace("-", "") + ".node0";
    byId.put(id, new Session(userId, tokenExpiration));
    return id;
  }

  void change(String id, long userId, Optional<Instant> tokenExpiration) {
    byId.put(id, new Session(userId, tokenExpiration));
  }

  int count() {
    return byId.size();
  }

  Optional<Session> find(Optional<String> id) {
    return id.map(byId::get);
  }

  void end(Optional<String> id) {
    id.ifPresent(byId::remove);
  }

  void endAll() {
    byId.clear();
  }

  /** The value of a {@code Set-Cookie} header for a session. */
  static String cookie(String id) {
    return COOKIE + "=" + id + "; Path=/; HttpOnly";
  }
}
