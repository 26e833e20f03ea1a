package peyk.domain.diagnosis;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.TokenOwner;

/**
 * The facts about Traccar and about this service's own user there.
 *
 * @param version empty if Traccar does not report it
 * @param subscription that of an administrator; empty for any other token
 * @param clockDifference Traccar's clock minus ours; empty if Traccar does not report its time
 * @param answerDelay the delay of trackers' answers; empty if none has come in the last hour
 */
public record TraccarFacts(
    TokenOwner identity,
    Optional<String> version,
    Optional<Subscription> subscription,
    Optional<ClockDifference> clockDifference,
    Optional<Duration> answerDelay) {
  /** The same facts with other measurements. */
  public TraccarFacts measuredAgain(Optional<ClockDifference> clock, Optional<Duration> delay) {
    return new TraccarFacts(identity, version, subscription, clock, delay);
  }

  /** Whether Traccar makes events when trackers come online. */
  public enum StatusEvents {
    SEEN,
    NOT_SEEN,
    /** No linked tracker is online that could show it. */
    UNKNOWN
  }

  /**
   * The subscription of this service's own user.
   *
   * @param missingNotifications event types without a notification
   * @param surplusNotifications the number of notifications beyond one for each type
   * @param channels for notifications that the server has
   * @param devices all devices of the server
   * @param online those of them that are online
   * @param unlinked those of them that are not linked to the user; empty if Traccar did not list
   *     the linked ones in time
   */
  public record Subscription(
      List<String> missingNotifications,
      int surplusNotifications,
      Set<String> channels,
      int devices,
      int online,
      OptionalInt unlinked,
      StatusEvents statusEvents) {
    public Subscription {
      missingNotifications = List.copyOf(missingNotifications);
    }
  }
}
