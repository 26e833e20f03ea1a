package peyk.domain.provisioning;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import peyk.domain.device.DeviceId;

/**
 * All known trackers, with the progress of their provisioning. Starting it wakes the tracker's job.
 */
public interface ProvisioningRepository {
  /** Whether the fleet from before this service is completely stored. */
  boolean isFleetKnown();

  /** Stores devices of that fleet; they are not provisioned by themselves. */
  void know(Collection<DeviceId> devices, Instant now);

  /** Marks that fleet as complete. From now on new devices are provisioned. */
  void fleetKnown();

  /**
   * Starts provisioning of the devices that come online for the first time, exactly once each; of
   * none until the fleet is known.
   *
   * @return the new devices
   */
  Set<DeviceId> cameOnline(Collection<DeviceId> devices, Instant now);

  /** Restarts provisioning of a device at once, in whatever step it is. */
  void restart(DeviceId device, Instant now);

  Optional<Provisioning> find(DeviceId device);

  /**
   * Stores the progress of a tracker.
   *
   * @param before as it was read; if it has changed, nothing is stored
   * @return whether it was stored
   */
  boolean save(Provisioning before, Provisioning after);

  /**
   * In order of their devices.
   *
   * @param after only higher device ids; 0 = from the first on
   */
  List<Provisioning> list(Optional<ProvisioningStep> step, long after, int atMost);
}
