package peyk.domain.tracker;

import java.util.Set;
import peyk.domain.device.DeviceId;

/**
 * The devices of a server.
 *
 * @param devices all of them
 * @param online those of them that are online
 */
public record Fleet(Set<DeviceId> devices, Set<DeviceId> online) {
  public Fleet {
    devices = Set.copyOf(devices);
    online = Set.copyOf(online);
  }
}
