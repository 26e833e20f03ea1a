package peyk.adapters.sandbox.traccar;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device of the simulated Traccar, as it stood when it was asked for. {@code status} is {@code
 * online}, {@code offline} or {@code unknown}.
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
}
