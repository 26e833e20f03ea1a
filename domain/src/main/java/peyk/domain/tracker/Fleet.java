package peyk.domain.tracker;

import java.util.Map;
import java.util.Set;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/**
 * The devices of Traccar, as it listed them.
 *
 * @param trackers those whose unique id is an IMEI
 */
public record Fleet(Set<DeviceId> devices, Set<DeviceId> online, Map<Imei, DeviceId> trackers) {
  public Fleet {
    devices = Set.copyOf(devices);
    online = Set.copyOf(online);
    trackers = Map.copyOf(trackers);
  }
}
