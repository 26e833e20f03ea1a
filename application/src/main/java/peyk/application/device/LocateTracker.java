package peyk.application.device;

import java.util.Optional;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.sim.SimRepository;

/**
 * Finds the Traccar device of a tracker, for operators. They need an answer also while Traccar is
 * away.
 */
public record LocateTracker(DeviceGateway devices, SimRepository sims) {
  /** The device, as far as it is known. */
  public sealed interface Location {
    record Found(Device device) implements Location {}

    /** Traccar has no such device. */
    record Absent() implements Location {}

    /**
     * Traccar cannot be asked.
     *
     * @param device the device under which the tracker last reported its SIM
     */
    record Unavailable(Optional<DeviceId> device) implements Location {}
  }

  /**
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked either
   */
  public Location locate(Imei imei) {
    try {
      return devices.find(imei).<Location>map(Location.Found::new).orElseGet(Location.Absent::new);
    } catch (GatewayUnavailableException e) {
      // an outage is an answer here; Traccar's client has logged it
      return new Location.Unavailable(sims.device(imei));
    }
  }
}
