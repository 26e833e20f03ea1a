package peyk.adapters.http.server;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How one thing that the service needs is doing.
 *
 * @param details text, numbers, booleans, lists or maps, for people to read
 */
public record HealthFact(String name, State state, Map<String, Object> details) {
  /** From good to bad; only what is down makes the service not ready. */
  public enum State {
    UP,
    DEGRADED,
    DOWN
  }

  public HealthFact {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }
}
