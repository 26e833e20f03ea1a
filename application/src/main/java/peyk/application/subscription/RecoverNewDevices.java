package peyk.application.subscription;

import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import peyk.domain.device.DeviceId;

/**
 * Fetches the answers that devices gave before they were linked, and remembers the devices for
 * which that failed.
 */
final class RecoverNewDevices {
  /**
   * More new devices at once are a fleet that is connected for the first time. Its past is not
   * fetched.
   */
  static final int MOST_AT_ONCE = 100;

  private static final int MOST_OWED = 1000;

  /** After so many attempts a report that Traccar cannot make is given up. */
  static final int MOST_ATTEMPTS = 30;

  private final RecoverEvents recoverEvents;
  private final Set<DeviceId> owed = new HashSet<>();
  private Instant from = Instant.MAX;
  private int attempts;

  RecoverNewDevices(RecoverEvents recoverEvents) {
    this.recoverEvents = recoverEvents;
  }

  /**
   * Registers devices that are about to be linked, so that a link that fails half-way is covered.
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
   * Fetches the outstanding answers.
   *
   * @param linked all devices of the server; nothing can be fetched for others
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked; it is attempted
   *     again, up to a limit
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
