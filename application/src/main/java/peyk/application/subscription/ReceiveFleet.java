package peyk.application.subscription;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import peyk.application.provisioning.RecordExistingFleet;
import peyk.application.provisioning.StartProvisioning;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.FleetRepository;
import peyk.domain.tracker.TrackerIndex;

/**
 * Does what follows from a listing of Traccar's devices: shares it with the other replicas, links
 * new devices, fetches missed answers, and reports online devices, because the socket omits devices
 * that were linked after it was opened.
 */
public final class ReceiveFleet {
  private final FleetRepository fleets;
  private final TrackerIndex trackers;
  private final LinkDevices linkDevices;
  private final RecordExistingFleet recordExistingFleet;
  private final StartProvisioning startProvisioning;
  private final ClusterTime clock;
  private volatile long indexed = -1;

  /**
   * @param trackers is kept up to date
   */
  public ReceiveFleet(
      FleetRepository fleets,
      TrackerIndex trackers,
      LinkDevices linkDevices,
      RecordExistingFleet recordExistingFleet,
      StartProvisioning startProvisioning,
      ClusterTime clock) {
    this.fleets = fleets;
    this.trackers = trackers;
    this.linkDevices = linkDevices;
    this.recordExistingFleet = recordExistingFleet;
    this.startProvisioning = startProvisioning;
    this.clock = clock;
  }

  /** Whether the fleet that existed before this service is recorded; asks the database. */
  boolean isExistingFleetKnown() {
    return recordExistingFleet.isKnown();
  }

  /**
   * @param linked the linked devices if Traccar just listed them
   * @param existingKnown whether {@link #isExistingFleetKnown}
   * @return how many devices were linked
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   */
  int receive(Fleet fleet, Optional<Set<DeviceId>> linked, boolean existingKnown) {
    index(fleets.store(fleet, clock.now()), fleet::trackers);
    var devices = fleet.devices();
    int newlyLinked =
        linked
            .map(known -> linkDevices.link(devices, known))
            .orElseGet(() -> linkDevices.linkNew(devices));
    if (!existingKnown) {
      recordExistingFleet.ensure(fleet);
    }
    startProvisioning.online(fleet.online());
    linkDevices.recoverOwed(devices);
    return newlyLinked;
  }

  /** The last listing of any replica. Brings the index of trackers up to date with it. */
  FleetRepository.Listing last() {
    var listing = fleets.last();
    index(listing.version(), fleets::trackers);
    return listing;
  }

  private void index(long version, Supplier<Map<Imei, DeviceId>> present) {
    if (indexed != version) {
      trackers.replace(present.get());
      indexed = version;
    }
  }

  /** The number of devices that are not linked yet. */
  int unlinked() {
    return linkDevices.unlinked();
  }
}
