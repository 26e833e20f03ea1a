package peyk.application.schedule;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.schedule.ScheduleState;
import peyk.domain.schedule.Schedules;
import peyk.domain.time.ClusterTime;

/**
 * Keeps a state and a job for each configured schedule. It runs regularly, because a replica with
 * older settings drops the job of a schedule that it lacks.
 */
public record SyncSchedules(
    Schedules schedules, ScheduleRepository states, FiringRepository firings, ClusterTime clock) {
  private static final int LATEST = 100;

  /** Runs once when the service starts. */
  public void start() {
    schedules.all().forEach(this::start);
  }

  /** Repeats if another replica changes the state meanwhile. */
  private void start(Schedule schedule) {
    var now = clock.now();
    Optional<ScheduleState> before;
    ScheduleState after;
    do {
      before = states.find(schedule.name());
      after =
          before
              .map(present -> present.started(schedule, lastBegun(schedule), now))
              .orElseGet(() -> ScheduleState.begin(schedule, now));
    } while (!states.save(before, after));
  }

  /** Not by hand, among the latest firings. */
  private Optional<Instant> lastBegun(Schedule schedule) {
    return firings.list(schedule.name(), Long.MAX_VALUE, LATEST).stream()
        .filter(firing -> !firing.byHand())
        .map(Firing::begunAt)
        .findFirst();
  }

  /** Runs regularly. */
  public void keep() {
    for (var schedule : schedules.all()) {
      states.find(schedule.name()).ifPresent(present -> states.save(Optional.of(present), present));
    }
  }
}
