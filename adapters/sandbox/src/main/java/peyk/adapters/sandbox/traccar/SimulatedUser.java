package peyk.adapters.sandbox.traccar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A user of the simulated Traccar, as it stood when it was asked for. */
public record SimulatedUser(
    long id,
    String name,
    String email,
    @Nullable String phone,
    boolean administrator,
    boolean disabled,
    Map<String, @Nullable Object> attributes) {
  public SimulatedUser {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
