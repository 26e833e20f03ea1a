package peyk.domain.account;

import java.time.Duration;
import java.time.InstantSource;
import peyk.domain.InMemoryJobs;

/** Welcomes in memory: jobs of the kind {@code welcome-account}, named by login. */
public final class InMemoryWelcomeRepository implements WelcomeRepository {
  public static final String JOB = "welcome-account";
  private static final Duration BY_ITSELF = Duration.ofMinutes(1);

  private final InMemoryJobs jobs;
  private final InstantSource clock;

  public InMemoryWelcomeRepository(InMemoryJobs jobs, InstantSource clock) {
    this.jobs = jobs;
    this.clock = clock;
  }

  @Override
  public void expect(Login login) {
    var now = clock.instant();
    jobs.putOff(JOB, login.value(), now, now.plus(BY_ITSELF));
  }

  @Override
  public void begin(Login login) {
    jobs.bringForward(JOB, login.value(), clock.instant());
  }

  /** Whether a welcome is wished for, begun or not. */
  public boolean isExpected(Login login) {
    return jobs.due(JOB, login.value()).isPresent();
  }

  /** Whether a welcome is to be carried out by now. */
  public boolean isBegun(Login login) {
    return jobs.due(JOB, login.value()).filter(due -> !clock.instant().isBefore(due)).isPresent();
  }
}
