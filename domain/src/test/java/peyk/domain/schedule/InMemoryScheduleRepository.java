package peyk.domain.schedule;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import peyk.domain.InMemoryJobs;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/** States in memory, with jobs of the kind {@code schedule} named after the schedule. */
public final class InMemoryScheduleRepository implements ScheduleRepository {
  private final InMemoryJobs jobs;
  private final ClusterTime clock;
  private final Map<String, ScheduleState> states = new TreeMap<>();

  public InMemoryScheduleRepository(InMemoryJobs jobs, ClusterTime clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<ScheduleState> find(ScheduleName schedule) {
    return Optional.ofNullable(states.get(schedule.value()));
  }

  @Override
  public synchronized boolean save(Optional<ScheduleState> before, ScheduleState after) {
    var isSaved = replace(before, after);
    if (isSaved) {
      jobs.wake(JobKind.FIRE_SCHEDULE, after.schedule().value(), clock.now());
    }
    return isSaved;
  }

  synchronized boolean replace(Optional<ScheduleState> before, ScheduleState after) {
    if (!find(after.schedule()).equals(before)) {
      return false;
    }
    states.put(after.schedule().value(), after);
    return true;
  }
}
