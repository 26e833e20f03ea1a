package peyk.domain.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.SubscriberIdentity;

/**
 * What was seen of Traccar, and of this service's own user there.
 *
 * @param version empty if Traccar does not tell
 * @param listener what an administrator's user has; empty for anybody else
 * @param clockDifference how far Traccar's clock is ahead of ours; empty if it does not tell
 * @param answerDelay how late trackers' answers come; empty if none has come in the last hour
 */
public record TraccarFacts(
    SubscriberIdentity identity,
    Optional<String> version,
    Optional<Listener> listener,
    Optional<ClockDifference> clockDifference,
    Optional<Duration> answerDelay) {

  /** Whether Traccar makes events of it that trackers come online. */
  public enum StatusEvents {
    SEEN,
    NOT_SEEN,
    /** No tracker is online of which it could be told. */
    UNKNOWN
  }

  /**
   * What this service's own user has.
   *
   * @param missingNotifications event types of which it would not hear
   * @param surplusNotifications how many more there are than one for each type
   * @param devices how many the server has
   * @param online how many of them are online
   * @param unlinked how many of them are not linked to the user
   */
  public record Listener(
      List<String> missingNotifications,
      int surplusNotifications,
      int devices,
      int online,
      int unlinked,
      StatusEvents statusEvents) {
    public Listener {
      missingNotifications = List.copyOf(missingNotifications);
    }
  }
}
