package peyk.adapters.sandbox.traccar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A notification as it was when the test asked. */
public record SimulatedNotification(
    long id,
    String type,
    boolean always,
    String notificators,
    Map<String, @Nullable Object> attributes) {
  public SimulatedNotification {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  static SimulatedNotification of(Notification notification) {
    return new SimulatedNotification(
        notification.id,
        Objects.requireNonNullElse(notification.type, ""),
        notification.always,
        Objects.requireNonNullElse(notification.notificators, ""),
        notification.attributes);
  }
}
