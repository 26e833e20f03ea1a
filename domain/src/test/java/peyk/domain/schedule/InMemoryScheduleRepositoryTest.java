package peyk.domain.schedule;

import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.job.JobKind;

class InMemoryScheduleRepositoryTest extends ScheduleRepositoryContract {
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final ScheduleRepository schedules =
      new InMemoryScheduleRepository(jobs, new MovableClock());

  @Override
  protected ScheduleRepository schedules() {
    return schedules;
  }

  @Override
  protected int wakeups(ScheduleName schedule) {
    return jobs.wakeups(JobKind.FIRE_SCHEDULE, schedule.value());
  }
}
