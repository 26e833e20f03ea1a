package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of a schedule.
 *
 * @param recurrence how its recurrence was written when the next time was worked out
 * @param nextAt when it fires next; empty if not by itself
 * @param paused whether it is not to fire by itself for now
 */
public record Timetable(
    ScheduleName schedule, String recurrence, Optional<Instant> nextAt, boolean paused) {
  /** What is to be done about a schedule now. */
  public sealed interface Move {
    /** Nothing, for that long at least. */
    record Wait(Duration duration) implements Move {}

    /** Nothing by itself, or not here. */
    record Rest() implements Move {}

    /**
     * Fires. What was missed since it was due is made up by this one.
     *
     * @param after the timetable from then on
     */
    record Fire(Instant dueAt, Timetable after) implements Move {}

    /** Does not fire although it is due, because it is paused. */
    record LeaveOut(Instant dueAt, Timetable after) implements Move {}
  }

  /** Of a schedule that was not known before. */
  public static Timetable begin(Schedule schedule, Instant now) {
    var recurrence = schedule.recurrence();
    return new Timetable(schedule.name(), recurrence.text(), recurrence.first(now), false);
  }

  /**
   * The same when the service starts.
   *
   * @param lastBegun when the schedule fired last
   */
  public Timetable started(Schedule schedule, Optional<Instant> lastBegun, Instant now) {
    var settled = settled(schedule, lastBegun, now);
    var isAnotherStart =
        schedule.recurrence() instanceof Recurrence.AtStart
            && settled.nextAt.isEmpty()
            && lastBegun.filter(last -> now.isBefore(last.plus(Recurrence.SAME_START))).isEmpty();
    return isAnotherStart ? settled.next(schedule.recurrence().first(now)) : settled;
  }

  /** The same once its recurrence may have been changed in the settings. */
  private Timetable settled(Schedule schedule, Optional<Instant> lastBegun, Instant now) {
    var wanted = schedule.recurrence();
    if (recurrence.equals(wanted.text())) {
      return this;
    }
    var next =
        lastBegun
            .map(last -> wanted.following(last.isAfter(now) ? now : last, now))
            .orElseGet(() -> wanted.first(now));
    return new Timetable(this.schedule, wanted.text(), next, paused);
  }

  /**
   * @param recurrence as this process knows it; if another one knows a newer one, that does what is
   *     to be done
   */
  public Move move(Recurrence recurrence, Instant now) {
    if (nextAt.isEmpty() || !this.recurrence.equals(recurrence.text())) {
      return new Move.Rest();
    }
    var due = nextAt.get();
    if (due.isAfter(now)) {
      return new Move.Wait(Duration.between(now, due));
    }
    var after = next(recurrence.following(due, now));
    return paused ? new Move.LeaveOut(due, after) : new Move.Fire(due, after);
  }

  /** It fires by itself no more. */
  public Timetable pause() {
    return new Timetable(schedule, recurrence, nextAt, true);
  }

  /** It fires by itself again; what was due in the meantime is not made up. */
  public Timetable resume(Recurrence recurrence, Instant now) {
    var next = nextAt.flatMap(at -> at.isAfter(now) ? nextAt : recurrence.following(at, now));
    return new Timetable(schedule, this.recurrence, next, false);
  }

  private Timetable next(Optional<Instant> at) {
    return new Timetable(schedule, recurrence, at, paused);
  }
}
