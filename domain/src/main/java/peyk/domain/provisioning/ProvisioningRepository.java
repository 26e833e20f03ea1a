package peyk.domain.provisioning;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import peyk.domain.device.DeviceId;

/**
 * The trackers that this service has ever seen, and how far each has been provisioned. Starting to
 * provision a tracker wakes its job.
 */
public interface ProvisioningRepository {
  /** Whether the fleet that was there before this service is known. */
  boolean isFleetKnown();

  /** Knows devices that were there before this service: they are not provisioned by themselves. */
  void know(Collection<DeviceId> devices, Instant now);

  /** All that were there before are known; from now on whoever is new is provisioned. */
  void fleetKnown();

  /**
   * Begins to provision those of the devices that come online for the first time, exactly once each
   * whoever tells it first; none as long as the fleet is not known.
   *
   * @return those that are new
   */
  Set<DeviceId> cameOnline(Collection<DeviceId> devices, Instant now);

  /**
   * Begins anew with a device, however far it was, and at once, however long it would have waited.
   */
  void restart(DeviceId device, Instant now);

  Optional<Provisioning> find(DeviceId device);

  /**
   * Remembers how far it has come.
   *
   * @param before as it was read; if it is not that any more, nothing is stored
   * @return whether it was stored
   */
  boolean save(Provisioning before, Provisioning after);

  /**
   * Those that are in a step, in order of their devices.
   *
   * @param after only higher ids of devices; 0 = from the first on
   */
  List<Provisioning> list(Optional<ProvisioningStep> step, long after, int atMost);
}
