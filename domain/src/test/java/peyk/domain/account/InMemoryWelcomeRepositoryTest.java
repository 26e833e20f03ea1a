package peyk.domain.account;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.InMemoryJobs;

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
    return jobs.due(InMemoryWelcomeRepository.JOB, login.value());
  }

  @Override
  protected void setClock(Instant newNow) {
    now = newNow;
  }
}
