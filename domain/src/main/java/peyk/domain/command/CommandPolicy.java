package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;

/**
 * When commands go out. A tracker is given one at a time: the next one has to wait for the answer,
 * or until none is to be expected any more, and for the gap.
 *
 * @param perSecond how many commands all trackers together are sent, on all replicas
 * @param gap the least time between two commands to one tracker
 * @param patience how long an answer is waited for; at least as long as the gap
 * @param firstRetry the wait after a command could not be sent, doubled each time
 * @param longestRetry no wait is longer
 * @param lifetime how long a command is of use, unless its order says otherwise
 */
public record CommandPolicy(
    double perSecond,
    Duration gap,
    Duration patience,
    Duration firstRetry,
    Duration longestRetry,
    Duration lifetime) {
  /**
   * What nobody was free to send in that time may be caught up; idle time is not saved up beyond.
   */
  public static final Duration CATCH_UP = Duration.ofSeconds(1);

  /** Whoever has taken a command begins to send it within that time, or leaves it. */
  static final Duration START_WITHIN = Duration.ofSeconds(3);

  /** Then Traccar has carried it out, or never will: a call to it takes six seconds at most. */
  static final Duration LONGEST_HANDOVER = Duration.ofSeconds(10);

  private static final int MOST_DOUBLINGS = 20;

  public CommandPolicy {
    if (!(perSecond > 0) || gap.isNegative() || patience.compareTo(gap) < 0) {
      throw new IllegalArgumentException(
          "commands go out at some rate, and an answer is waited for at least as long as the gap");
    }
    if (!firstRetry.isPositive()
        || longestRetry.compareTo(firstRetry) < 0
        || !lifetime.isPositive()) {
      throw new IllegalArgumentException("waits and the lifetime of a command are positive");
    }
  }

  /**
   * When a command that could not be sent is tried again.
   *
   * @param attempts how often it was tried so far, from 1
   */
  public Instant retryAt(int attempts, Instant now) {
    var doublings = Math.min(Math.max(attempts, 1) - 1, MOST_DOUBLINGS);
    var wait = firstRetry.multipliedBy(1L << doublings);
    return now.plus(wait.compareTo(longestRetry) < 0 ? wait : longestRetry);
  }

  /**
   * How long nobody else sends a command that was taken, nor another one to its tracker, unless it
   * is told what became of it: it may be handed over at any moment of that time but for the gap.
   */
  public Instant takenUntil(Instant takenAt) {
    var handover = LONGEST_HANDOVER.plus(gap);
    return takenAt.plus(patience.compareTo(handover) > 0 ? patience : handover);
  }

  /**
   * Whether a command may still be sent by whoever took it. Between the two the process may have
   * stood still; what is not sent is taken again, if it has not expired by then.
   */
  public boolean maySend(Command taken, Instant takenAt, Instant now) {
    return now.isBefore(taken.expiresAt()) && now.isBefore(takenAt.plus(START_WITHIN));
  }

  /** The time between two commands, whoever gets them. */
  public Duration interval() {
    return Duration.ofNanos(Math.round(1_000_000_000 / perSecond));
  }
}
