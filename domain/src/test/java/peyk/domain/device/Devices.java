package peyk.domain.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Trackers for tests. */
public final class Devices {
  public static final DeviceId ID = new DeviceId(7);
  public static final Imei IMEI = new Imei("350123450000015");

  private Devices() {}

  /** Online, with neither model nor attributes. */
  public static Device any() {
    return with();
  }

  /** With attributes, given as names and values in turn. */
  public static Device with(@Nullable Object... namesAndValues) {
    return new Device(
        ID, IMEI.digits(), "a tracker", Optional.empty(), true, attributes(namesAndValues));
  }

  public static Map<String, @Nullable Object> attributes(@Nullable Object... namesAndValues) {
    var attributes = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      attributes.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return attributes;
  }
}
