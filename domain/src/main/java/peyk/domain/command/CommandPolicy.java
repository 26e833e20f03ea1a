package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import peyk.domain.time.Backoff;

/**
 * When commands go out. A tracker gets one at a time: the next one waits for the answer or its
 * timeout, and for the gap.
 *
 * @param perSecond rate of commands to all trackers together, from all replicas
 * @param gap the least time between two commands to one tracker
 * @param answerTimeout how long the next command waits for an answer; at least the gap
 * @param firstRetry the wait after a command could not be sent, doubled each time
 * @param longestRetry the longest such wait
 * @param lifetime how long a command is of use, unless its order says otherwise
 */
public record CommandPolicy(
    double perSecond,
    Duration gap,
    Duration answerTimeout,
    Duration firstRetry,
    Duration longestRetry,
    Duration lifetime) {
  /** A process that has taken a command begins to send it within this time, or not at all. */
  static final Duration START_WITHIN = Duration.ofSeconds(3);

  /** After this time Traccar does not send a command any more: a call times out after 6 s. */
  static final Duration LONGEST_HANDOVER = Duration.ofSeconds(10);

  public CommandPolicy {
    if (!(perSecond > 0) || gap.isNegative() || answerTimeout.compareTo(gap) < 0) {
      throw new IllegalArgumentException(
          "the rate of commands is positive, and the answer timeout is at least the gap");
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
    return now.plus(new Backoff(firstRetry, longestRetry).pause(attempts));
  }

  /**
   * How long a tracker is reserved for the process that has taken its command, unless that reports
   * the outcome. The process may hand the command over until the gap before that.
   */
  public Instant takenUntil(Instant takenAt) {
    var handover = LONGEST_HANDOVER.plus(gap);
    return takenAt.plus(answerTimeout.compareTo(handover) > 0 ? answerTimeout : handover);
  }

  /**
   * Whether a process may still send the command that it has taken: it may have been suspended in
   * between. A command that is not sent is taken again, unless it expires before.
   */
  public boolean maySend(Command taken, Instant takenAt, Instant now) {
    return now.isBefore(taken.expiresAt()) && now.isBefore(takenAt.plus(START_WITHIN));
  }

  /** The time between two commands, whichever trackers they are for. */
  public Duration interval() {
    return Duration.ofNanos(Math.round(1_000_000_000 / perSecond));
  }
}
