package peyk.domain.account;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.InMemoryJobs;
import peyk.domain.job.JobKind;

class InMemoryWelcomeRepositoryTest extends WelcomeRepositoryContract {
  private final InMemoryJobs jobs = new InMemoryJobs();
  private Instant now = Instant.EPOCH;
  private final WelcomeRepository welcomes = new InMemoryWelcomeRepository(jobs, () -> now);

  @Override
  protected WelcomeRepository welcomes() {
    return welcomes;
  }

  @Override
  protected Optional<Instant> beginning(Login login) {
    return jobs.due(JobKind.WELCOME_ACCOUNT, login.value());
  }

  @Override
  protected void setClock(Instant newNow) {
    now = newNow;
  }
}
