package peyk.application.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import peyk.domain.device.DeviceId;

/**
 * Fetches what devices answered before they were linked, and remembers of which devices that is
 * still owed because it failed.
 */
final class RecoverNewDevices {
  /**
   * More new devices than this at once are a fleet being connected for the first time, whose past
   * is not ours.
   */
  private static final int MOST_AT_ONCE = 100;

  private static final int MOST_OWED = 1000;

  /** A report that Traccar cannot make is not to keep all else waiting for ever. */
  static final int MOST_ATTEMPTS = 30;

  private final RecoverEvents recoverEvents;
  private final Set<DeviceId> owed = new HashSet<>();
  private Instant from = Instant.MAX;
  private int attempts;

  RecoverNewDevices(RecoverEvents recoverEvents) {
    this.recoverEvents = recoverEvents;
  }

  /**
   * These are about to be linked. What was linked when that failed half-way is owed all the same.
   */
  synchronized void owe(Collection<DeviceId> devices) {
    if (devices.size() <= MOST_AT_ONCE && owed.size() + devices.size() <= MOST_OWED) {
      if (owed.isEmpty()) {
        from = recoverEvents.beforeLink();
      }
      owed.addAll(devices);
    }
  }

  /**
   * Fetches what is owed.
   *
   * @param linked all devices there are; of others nothing can be fetched
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked; it stays owed until
   *     that has happened many times
   */
  synchronized void owed(Set<DeviceId> linked) {
    owed.retainAll(linked);
    if (!owed.isEmpty() && attempts < MOST_ATTEMPTS) {
      attempts++;
      recoverEvents.ofNewDevices(List.copyOf(owed), from);
    }
    owed.clear();
    attempts = 0;
  }
}
