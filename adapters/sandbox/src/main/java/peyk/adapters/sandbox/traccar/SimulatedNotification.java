package peyk.adapters.sandbox.traccar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A notification of the simulated Traccar, as it stood when it was asked for. */
public record SimulatedNotification(
    long id,
    String type,
    boolean always,
    String notificators,
    Map<String, @Nullable Object> attributes) {
  public SimulatedNotification {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }
}
