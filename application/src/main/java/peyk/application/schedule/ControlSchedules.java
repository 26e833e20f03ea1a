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
import peyk.domain.schedule.ScheduleState;
import peyk.domain.schedule.Schedules;
import peyk.domain.time.ClusterTime;

/** The operator's view and control of schedules. */
public record ControlSchedules(
    Schedules schedules, ScheduleRepository states, FiringRepository firings, ClusterTime clock) {
  /**
   * A schedule and its state.
   *
   * @param last its latest firing, which may not have ended
   */
  public record Outlook(Schedule schedule, ScheduleState state, Optional<Firing> last) {}

  /** All configured schedules in order of their names. */
  public List<Outlook> list() {
    return schedules.all().stream().map(this::outlook).flatMap(Optional::stream).toList();
  }

  /** Empty if there is no such schedule. The methods below do the same. */
  public Optional<Outlook> find(ScheduleName name) {
    return schedules.find(name).flatMap(this::outlook);
  }

  private Optional<Outlook> outlook(Schedule schedule) {
    return states
        .find(schedule.name())
        .map(state ->
            new Outlook(
                schedule,
                state,
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

  /** Fires a schedule now, also a paused one. Its state does not change. */
  public Optional<Beginning> runNow(ScheduleName name) {
    return schedules
        .find(name)
        .map(schedule -> firings.beginByHand(name, clock.now()))
        .filter(beginning -> !(beginning instanceof Beginning.Overtaken));
  }

  /** Stops it from firing by itself. */
  public Optional<Outlook> pause(ScheduleName name) {
    return change(name, (schedule, state) -> state.pause());
  }

  /** Lets it fire by itself again. Firings that were due meanwhile are lost. */
  public Optional<Outlook> resume(ScheduleName name) {
    return change(
        name,
        (schedule, state) ->
            state.paused() ? state.resume(schedule.recurrence(), clock.now()) : state);
  }

  /** Repeats if the state changes meanwhile. */
  private Optional<Outlook> change(
      ScheduleName name, BiFunction<Schedule, ScheduleState, ScheduleState> change) {
    var schedule = schedules.find(name);
    while (schedule.isPresent()) {
      var before = states.find(name);
      if (before.isEmpty() || states.save(before, change.apply(schedule.get(), before.get()))) {
        return outlook(schedule.get());
      }
    }
    return Optional.empty();
  }
}
