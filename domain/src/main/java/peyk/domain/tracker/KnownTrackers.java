package peyk.domain.tracker;

import java.util.Optional;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/**
 * The trackers that Traccar had when its devices were last listed, some minutes ago at most.
 * Anybody can invent an IMEI, so only these count where numbers of trackers decide something.
 */
public interface KnownTrackers {
  /** The device that had this IMEI then. */
  Optional<DeviceId> find(Imei imei);

  default boolean knows(Imei imei) {
    return find(imei).isPresent();
  }

  /**
   * Also true while no device is known at all, so that messages are accepted before the first
   * listing.
   */
  boolean mayKnow(Imei imei);
}
