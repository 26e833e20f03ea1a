package peyk.application.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import peyk.domain.device.DeviceId;

/**
 * Fetches the answers that Traccar did not stream because a notification or many links were
 * missing. The socket was open all the time, so nothing else notices that gap.
 */
final class RecoverAfterRepair {
  /** The gap before the first check of this process is not known. Whole checks come each hour. */
  private static final Duration LONGEST_UNKNOWN = Duration.ofHours(1);

  private final RecoverEvents recoverEvents;
  private Optional<Instant> soundAt = Optional.empty();
  private Optional<Instant> owedFrom = Optional.empty();

  RecoverAfterRepair(RecoverEvents recoverEvents) {
    this.recoverEvents = recoverEvents;
  }

  /**
   * Fetches what is owed, now that the subscription is whole again.
   *
   * @param at when the check began
   * @param wasSound whether nothing was missing then
   * @param devices all, and all of them linked
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked; the next check does
   *     it
   */
  synchronized void checked(Instant at, boolean wasSound, Collection<DeviceId> devices) {
    if (!wasSound && owedFrom.isEmpty()) {
      owedFrom = Optional.of(soundAt.orElse(at.minus(LONGEST_UNKNOWN)));
    }
    soundAt = Optional.of(at);
    owedFrom.ifPresent(from -> recoverEvents.afterRepair(devices, from));
    owedFrom = Optional.empty();
  }
}
