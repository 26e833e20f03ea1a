package peyk.domain.schedule;

import java.time.Duration;
import java.time.Instant;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;
import peyk.domain.command.CommandLines;
import peyk.domain.command.InMemoryCommandLines;
import peyk.domain.job.JobKind;

class InMemoryFiringRepositoryTest extends FiringRepositoryContract {
  private final MovableClock clock = new MovableClock();
  private final InMemoryJobs jobs = new InMemoryJobs();
  private final InMemoryCommandLines commands = new InMemoryCommandLines();
  private final InMemoryScheduleRepository schedules = new InMemoryScheduleRepository(jobs, clock);
  private final FiringRepository firings =
      new InMemoryFiringRepository(schedules, commands, jobs, clock);

  @Override
  protected FiringRepository firings() {
    return firings;
  }

  @Override
  protected ScheduleRepository schedules() {
    return schedules;
  }

  @Override
  protected CommandLines commands() {
    return commands;
  }

  @Override
  protected Instant now() {
    return clock.now();
  }

  @Override
  protected void pass(Duration time) {
    clock.pass(time);
  }

  @Override
  protected int wakeups(ScheduleName schedule) {
    return jobs.wakeups(JobKind.CARRY_OUT_FIRING, schedule.value());
  }
}
