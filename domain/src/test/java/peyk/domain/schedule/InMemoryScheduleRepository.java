package peyk.domain.schedule;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import peyk.domain.InMemoryJobs;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/** Timetables in memory, with jobs of the kind {@code schedule} named after the schedule. */
public final class InMemoryScheduleRepository implements ScheduleRepository {
  private final InMemoryJobs jobs;
  private final ClusterTime clock;
  private final Map<String, Timetable> timetables = new TreeMap<>();

  public InMemoryScheduleRepository(InMemoryJobs jobs, ClusterTime clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public synchronized Optional<Timetable> find(ScheduleName schedule) {
    return Optional.ofNullable(timetables.get(schedule.value()));
  }

  @Override
  public synchronized boolean save(Optional<Timetable> before, Timetable after) {
    var isSaved = replace(before, after);
    if (isSaved) {
      jobs.wake(JobKind.FIRE_SCHEDULE, after.schedule().value(), clock.now());
    }
    return isSaved;
  }

  synchronized boolean replace(Optional<Timetable> before, Timetable after) {
    if (!find(after.schedule()).equals(before)) {
      return false;
    }
    timetables.put(after.schedule().value(), after);
    return true;
  }
}
