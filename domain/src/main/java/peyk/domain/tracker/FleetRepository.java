package peyk.domain.tracker;

import java.time.Instant;
import java.util.Map;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/**
 * The devices of Traccar as a replica last listed them, for all replicas. Throws {@link
 * peyk.domain.StorageUnavailableException}.
 */
public interface FleetRepository {
  /**
   * The last listing.
   *
   * @param at {@link Instant#EPOCH} if there was none yet
   * @param devices how many there were
   * @param online how many of them were online
   * @param version grows whenever {@link #trackers} changes
   */
  record Listing(Instant at, int devices, int online, long version) {}

  Listing last();

  /**
   * Takes the place of the last listing. Writes only what differs from it.
   *
   * @return its version
   */
  long store(Fleet fleet, Instant at);

  Map<Imei, DeviceId> trackers();
}
