package peyk.domain.schedule;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import peyk.domain.command.CommandOrigin;

/**
 * One time that a schedule is carried out.
 *
 * @param dueAt when it was to be; if firings were missed, the first of them
 * @param byHand whether an operator wanted it
 * @param begunAt when it was begun
 * @param ending empty as long as it is under way
 */
public record Firing(
    FiringId id,
    ScheduleName schedule,
    Instant dueAt,
    boolean byHand,
    Instant begunAt,
    Optional<Ending> ending) {
  /**
   * What it came to.
   *
   * @param devices how many devices were looked at
   * @param addressed for how many of them there was a command
   * @param ordered how many commands were ordered; for the others the same waits already
   */
  public record Ending(Instant at, long devices, long addressed, long ordered) {}

  /** The origin of its commands. */
  public CommandOrigin origin() {
    return CommandOrigin.schedule(
        "%s %s%s"
            .formatted(schedule, dueAt.truncatedTo(ChronoUnit.MILLIS), byHand ? " by hand" : ""));
  }
}
