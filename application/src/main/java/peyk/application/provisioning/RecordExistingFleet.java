package peyk.application.provisioning;

import java.util.Collection;
import java.util.stream.Gatherers;
import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Records the devices that existed before this service, so that they are not provisioned as new.
 * Until that is complete, no device is provisioned.
 */
public record RecordExistingFleet(
    SubscriptionGateway traccar, ProvisioningRepository provisionings, ClusterTime clock) {
  private static final int BATCH = 10_000;

  /**
   * Whether the fleet is recorded; asks the database.
   *
   * @throws peyk.domain.StorageUnavailableException if it cannot be asked
   */
  public boolean isKnown() {
    return provisionings.isFleetKnown();
  }

  /**
   * Does nothing if the fleet is recorded. Otherwise it lists the fleet once more, because the
   * first listing may lack a device that was renamed meanwhile.
   *
   * @param fleet as it was just listed
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if nothing can be stored now
   */
  public void ensure(Fleet fleet) {
    if (isKnown()) {
      return;
    }
    know(fleet.devices());
    know(traccar.fleet().devices());
    provisionings.fleetKnown();
  }

  private void know(Collection<DeviceId> devices) {
    devices.stream()
        .gather(Gatherers.windowFixed(BATCH))
        .forEach(batch -> provisionings.know(batch, clock.now()));
  }
}
