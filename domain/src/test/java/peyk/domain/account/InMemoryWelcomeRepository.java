package peyk.domain.account;

import java.time.Duration;
import peyk.domain.InMemoryJobs;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/** Welcomes in memory: jobs of the kind {@code welcome-account}, named by login. */
public final class InMemoryWelcomeRepository implements WelcomeRepository {
  private static final Duration BY_ITSELF = Duration.ofMinutes(1);

  private final InMemoryJobs jobs;
  private final ClusterTime clock;

  public InMemoryWelcomeRepository(InMemoryJobs jobs, ClusterTime clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public void expect(Login login) {
    var now = clock.now();
    jobs.putOff(JobKind.WELCOME_ACCOUNT, login.value(), now, now.plus(BY_ITSELF));
  }

  @Override
  public void begin(Login login) {
    jobs.bringForward(JobKind.WELCOME_ACCOUNT, login.value(), clock.now());
  }

  /** Whether a welcome is wished for, begun or not. */
  public boolean isExpected(Login login) {
    return jobs.due(JobKind.WELCOME_ACCOUNT, login.value()).isPresent();
  }

  /** Whether a welcome is to be carried out by now. */
  public boolean isBegun(Login login) {
    return jobs.due(JobKind.WELCOME_ACCOUNT, login.value())
        .filter(due -> !clock.now().isBefore(due))
        .isPresent();
  }
}
