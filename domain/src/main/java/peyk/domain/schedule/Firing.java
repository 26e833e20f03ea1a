package peyk.domain.schedule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import peyk.domain.command.CommandOrigin;

/**
 * One run of a schedule.
 *
 * @param dueAt its due time; if runs were missed, that of the first
 * @param byHand whether an operator started it
 * @param ending empty while it runs
 */
public record Firing(
    FiringId id,
    ScheduleName schedule,
    Instant dueAt,
    boolean byHand,
    Instant begunAt,
    Optional<Ending> ending) {
  /**
   * @param devices the number of devices that were checked
   * @param addressed those with a command
   * @param ordered the number of new commands; for the others an equal one waits already
   */
  public record Ending(Instant at, long devices, long addressed, long ordered) {}

  /** The origin of its commands. */
  public CommandOrigin origin() {
    return CommandOrigin.schedule(
        "%s %s%s"
            .formatted(schedule, dueAt.truncatedTo(ChronoUnit.MILLIS), byHand ? " by hand" : ""));
  }
}
