package peyk.domain.tracker;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/** The last listing in memory. */
public final class InMemoryFleetRepository implements FleetRepository {
  private Fleet fleet = new Fleet(Set.of(), Set.of(), Map.of());
  private Listing last = new Listing(Instant.EPOCH, 0, 0, 0);

  @Override
  public synchronized Listing last() {
    return last;
  }

  @Override
  public synchronized long store(Fleet newFleet, Instant at) {
    var isSame =
        newFleet.devices().equals(fleet.devices()) && newFleet.trackers().equals(fleet.trackers());
    fleet = newFleet;
    last =
        new Listing(
            at,
            fleet.devices().size(),
            fleet.online().size(),
            isSame ? last.version() : last.version() + 1);
    return last.version();
  }

  @Override
  public synchronized Map<Imei, DeviceId> trackers() {
    return fleet.trackers();
  }
}
