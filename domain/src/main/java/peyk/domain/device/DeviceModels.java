package peyk.domain.device;

import java.util.Map;

/**
 * Traccar's {@code model} for the type number that a tracker reports as {@code dm}.
 *
 * @param names model names by type number; any other type is {@code unknown}
 */
public record DeviceModels(Map<Integer, String> names) {
  public static final String UNKNOWN = "unknown";

  public DeviceModels {
    names = Map.copyOf(names);
  }

  public String name(long type) {
    return type == (int) type ? names.getOrDefault((int) type, UNKNOWN) : UNKNOWN;
  }
}
