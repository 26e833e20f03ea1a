package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The rate of commands to all trackers, shared by all replicas.
 *
 * @param nextAt when the next command may go out
 */
public record CommandPace(Instant nextAt) {
  /** Commands that were not sent for so long are caught up; longer idle time is not saved up. */
  static final Duration CATCH_UP = Duration.ofSeconds(1);

  /** How far the clocks of two replicas may differ. */
  private static final Duration TOLERANCE = Duration.ofSeconds(1);

  /**
   * Counts one command.
   *
   * @param interval between two commands
   * @return the pace afterwards; empty if no command may go out now
   */
  public Optional<CommandPace> take(Instant now, Duration interval) {
    if (nextAt.isAfter(now) && !nextAt.isAfter(latest(now, interval))) {
      return Optional.empty();
    }
    var earliest = now.minus(CATCH_UP);
    var start = nextAt.isAfter(now) || nextAt.isBefore(earliest) ? earliest : nextAt;
    return Optional.of(new CommandPace(start.plus(interval)));
  }

  /** A later time than this was left behind by a clock that was set back, and does not count. */
  public static Instant latest(Instant now, Duration interval) {
    return now.plus(interval).plus(TOLERANCE);
  }
}
