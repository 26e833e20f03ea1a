package peyk.application.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.application.job.Job;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.ScheduleSkipped;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.FiringRepository.Beginning;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.schedule.ScheduleState;
import peyk.domain.schedule.ScheduleState.Move;
import peyk.domain.schedule.Schedules;
import peyk.domain.time.ClusterTime;

/**
 * Begins a firing of a schedule when it is due: once in a cluster, and once for all missed ones. It
 * begins none while the last one has not ended.
 */
public record FireSchedule(
    Schedules schedules,
    ScheduleRepository states,
    FiringRepository firings,
    Journal journal,
    ClusterTime clock)
    implements Job {
  /** How soon a changed state is noticed. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  @Override
  public JobKind kind() {
    return JobKind.FIRE_SCHEDULE;
  }

  /** A schedule that is no longer configured needs nothing. */
  @Override
  public Next run(String instance) {
    return ScheduleName.parse(instance)
        .flatMap(schedules::find)
        .flatMap(schedule -> states.find(schedule.name()).map(state -> run(schedule, state)))
        .orElseGet(Next.Done::new);
  }

  private Next run(Schedule schedule, ScheduleState present) {
    var now = clock.now();
    return switch (present.move(schedule.recurrence(), now)) {
      case Move.Wait(var time) ->
          new Next.Again(time.compareTo(LONGEST_WAIT) < 0 ? time : LONGEST_WAIT);
      case Move.Rest() -> new Next.Again(LONGEST_WAIT);
      case Move.Fire(var dueAt, var after) -> {
        begin(present, after, dueAt, now);
        yield new Next.Again(Duration.ZERO);
      }
      case Move.LeaveOut(var dueAt, var after) -> {
        states.save(Optional.of(present), after);
        yield new Next.Again(Duration.ZERO);
      }
    };
  }

  private void begin(ScheduleState present, ScheduleState after, Instant dueAt, Instant now) {
    if (firings.begin(present, after, dueAt, now) instanceof Beginning.UnderWay) {
      journal.record(new ScheduleSkipped(present.schedule(), dueAt));
    }
  }
}
