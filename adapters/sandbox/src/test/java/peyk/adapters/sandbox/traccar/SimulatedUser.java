package peyk.adapters.sandbox.traccar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A user as it was when the test asked. */
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

  static SimulatedUser of(User user) {
    return new SimulatedUser(
        user.id,
        Objects.requireNonNullElse(user.name, ""),
        Objects.requireNonNullElse(user.email, ""),
        user.phone,
        user.administrator,
        user.disabled,
        user.attributes);
  }
}
