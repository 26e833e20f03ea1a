package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The stored state of a schedule.
 *
 * @param recurrence the recurrence's text when the next time was computed
 * @param nextAt the next firing; empty if there is none
 * @param paused whether it does not fire by itself for now
 */
public record ScheduleState(
    ScheduleName schedule, String recurrence, Optional<Instant> nextAt, boolean paused) {
  public sealed interface Move {
    /** Waits at least this long. */
    record Wait(Duration duration) implements Move {}

    /** Does nothing, or leaves it to another process. */
    record Rest() implements Move {}

    /**
     * Fires once, however many times were missed.
     *
     * @param after the next state
     */
    record Fire(Instant dueAt, ScheduleState after) implements Move {}

    /** Skips a due time, because the schedule is paused. */
    record LeaveOut(Instant dueAt, ScheduleState after) implements Move {}
  }

  /** The state of a new schedule. */
  public static ScheduleState begin(Schedule schedule, Instant now) {
    var recurrence = schedule.recurrence();
    return new ScheduleState(schedule.name(), recurrence.text(), recurrence.first(now), false);
  }

  /**
   * The state after a start of the service.
   *
   * @param lastBegun the last firing
   */
  public ScheduleState started(Schedule schedule, Optional<Instant> lastBegun, Instant now) {
    var settled = settled(schedule, lastBegun, now);
    var isAnotherStart =
        schedule.recurrence() instanceof Recurrence.AtStart
            && settled.nextAt.isEmpty()
            && lastBegun.filter(last -> now.isBefore(last.plus(Recurrence.SAME_START))).isEmpty();
    return isAnotherStart ? settled.next(schedule.recurrence().first(now)) : settled;
  }

  /** Applies a recurrence that was changed in the settings. */
  private ScheduleState settled(Schedule schedule, Optional<Instant> lastBegun, Instant now) {
    var wanted = schedule.recurrence();
    if (recurrence.equals(wanted.text())) {
      return this;
    }
    var next =
        lastBegun
            .map(last -> wanted.following(last.isAfter(now) ? now : last, now))
            .orElseGet(() -> wanted.first(now));
    return new ScheduleState(this.schedule, wanted.text(), next, paused);
  }

  /**
   * @param recurrence in this process's settings; if they are outdated, another process acts
   */
  public Move move(Recurrence recurrence, Instant now) {
    if (nextAt.isEmpty() || !this.recurrence.equals(recurrence.text())) {
      return new Move.Rest();
    }
    var due = recurrence.isImpossible(nextAt.get(), now) ? now : nextAt.get();
    if (due.isAfter(now)) {
      return new Move.Wait(Duration.between(now, due));
    }
    var after = next(recurrence.following(due, now));
    return paused ? new Move.LeaveOut(due, after) : new Move.Fire(due, after);
  }

  public ScheduleState pause() {
    return new ScheduleState(schedule, recurrence, nextAt, true);
  }

  /** Resumes without making up for missed times. */
  public ScheduleState resume(Recurrence recurrence, Instant now) {
    var next = nextAt.flatMap(at -> at.isAfter(now) ? nextAt : recurrence.following(at, now));
    return new ScheduleState(schedule, this.recurrence, next, false);
  }

  private ScheduleState next(Optional<Instant> at) {
    return new ScheduleState(schedule, recurrence, at, paused);
  }
}
