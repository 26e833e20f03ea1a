package peyk.application.schedule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import peyk.domain.command.CommandState;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.FiringRepository.Beginning;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.schedule.Schedules;
import peyk.domain.schedule.Timetable;
import peyk.domain.time.ClusterTime;

/** The operator's view and control of schedules. */
public record ControlSchedules(
    Schedules schedules,
    ScheduleRepository timetables,
    FiringRepository firings,
    ClusterTime clock) {
  /**
   * A schedule and its state.
   *
   * @param last its latest firing, which may not have ended
   */
  public record Outlook(Schedule schedule, Timetable timetable, Optional<Firing> last) {}

  /** All configured schedules in order of their names. */
  public List<Outlook> list() {
    return schedules.all().stream().map(this::outlook).flatMap(Optional::stream).toList();
  }

  /** Empty if there is no such schedule. The methods below do the same. */
  public Optional<Outlook> find(ScheduleName name) {
    return schedules.find(name).flatMap(this::outlook);
  }

  private Optional<Outlook> outlook(Schedule schedule) {
    return timetables
        .find(schedule.name())
        .map(timetable ->
            new Outlook(
                schedule,
                timetable,
                firings.list(schedule.name(), Long.MAX_VALUE, 1).stream().findFirst()));
  }

  /** The firings of a schedule, the latest first. */
  public Optional<List<Firing>> firings(ScheduleName name, long before, int atMost) {
    return schedules.find(name).map(schedule -> firings.list(name, before, atMost));
  }

  /** The number of a firing's commands by state. */
  public Map<CommandState, Long> commands(Firing firing) {
    return firings.commands(firing.id());
  }

  /** Fires a schedule now, also a paused one. Its timetable does not change. */
  public Optional<Beginning> runNow(ScheduleName name) {
    return schedules
        .find(name)
        .map(schedule -> firings.beginByHand(name, clock.now()))
        .filter(beginning -> !(beginning instanceof Beginning.Overtaken));
  }

  /** Stops it from firing by itself. */
  public Optional<Outlook> pause(ScheduleName name) {
    return change(name, (schedule, timetable) -> timetable.pause());
  }

  /** Lets it fire by itself again. Firings that were due meanwhile are lost. */
  public Optional<Outlook> resume(ScheduleName name) {
    return change(
        name,
        (schedule, timetable) ->
            timetable.paused() ? timetable.resume(schedule.recurrence(), clock.now()) : timetable);
  }

  /** Repeats if the timetable changes meanwhile. */
  private Optional<Outlook> change(
      ScheduleName name, BiFunction<Schedule, Timetable, Timetable> change) {
    var schedule = schedules.find(name);
    while (schedule.isPresent()) {
      var before = timetables.find(name);
      if (before.isEmpty() || timetables.save(before, change.apply(schedule.get(), before.get()))) {
        return outlook(schedule.get());
      }
    }
    return Optional.empty();
  }
}
