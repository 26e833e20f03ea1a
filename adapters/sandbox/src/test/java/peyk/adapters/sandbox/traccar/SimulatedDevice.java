package peyk.adapters.sandbox.traccar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A device as it was when the test asked. {@code status} is {@code online}, {@code offline} or
 * {@code unknown}.
 */
public record SimulatedDevice(
    long id,
    String imei,
    String name,
    @Nullable String model,
    @Nullable String phone,
    long groupId,
    String status,
    Map<String, @Nullable Object> attributes) {
  public SimulatedDevice {
    attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
  }

  static SimulatedDevice of(Device device) {
    return new SimulatedDevice(
        device.id,
        device.imei(),
        Objects.requireNonNullElse(device.name, ""),
        device.model,
        device.phone,
        device.groupId,
        device.status,
        device.attributes);
  }
}
