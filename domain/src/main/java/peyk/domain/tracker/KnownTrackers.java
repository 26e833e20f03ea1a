package peyk.domain.tracker;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/**
 * The trackers that Traccar had when its devices were last listed, some minutes ago at most.
 * Anybody can invent an IMEI, so only these count where numbers of trackers decide something.
 */
public interface KnownTrackers {
  /** The device that had this IMEI then. */
  Optional<DeviceId> find(Imei imei);

  /** The IMEIs that these devices had then, as far as they were listed and have one. */
  Map<DeviceId, Imei> imeis(Set<DeviceId> devices);

  default boolean knows(Imei imei) {
    return find(imei).isPresent();
  }

  /**
   * Also true while no device is known at all, so that messages are accepted before the first
   * listing.
   */
  boolean mayKnow(Imei imei);
}
