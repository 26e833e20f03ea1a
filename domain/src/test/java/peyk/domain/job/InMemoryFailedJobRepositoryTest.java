package peyk.domain.job;

import java.time.Instant;
import peyk.domain.MovableClock;

class InMemoryFailedJobRepositoryTest extends FailedJobRepositoryContract {
  private final MovableClock clock = new MovableClock();
  private final InMemoryFailedJobRepository jobs = new InMemoryFailedJobRepository(clock);

  @Override
  protected FailedJobRepository jobs() {
    return jobs;
  }

  @Override
  protected Instant now() {
    return clock.now();
  }

  @Override
  protected void fail(FailedJob job) {
    jobs.fail(job);
  }

  @Override
  protected void begin(JobKind kind, String instance) {
    jobs.begin(kind, instance);
  }

  @Override
  protected void succeed(JobKind kind, String instance) {
    jobs.succeed(kind, instance);
  }

  @Override
  protected void want(JobKind kind, String instance) {
    jobs.succeed(kind, instance);
  }
}
