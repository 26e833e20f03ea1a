package peyk.domain.tracker;

import java.util.Set;
import peyk.domain.device.DeviceId;

public record Fleet(Set<DeviceId> devices, Set<DeviceId> online) {
  public Fleet {
    devices = Set.copyOf(devices);
    online = Set.copyOf(online);
  }
}
