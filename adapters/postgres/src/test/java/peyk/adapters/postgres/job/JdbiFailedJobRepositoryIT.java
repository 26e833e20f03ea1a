package peyk.adapters.postgres.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.Eventually;
import peyk.domain.account.Login;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.FailedJobRepository.Selection;
import peyk.domain.job.FailedJobRepositoryContract;
import peyk.domain.job.JobKind;

class JdbiFailedJobRepositoryIT extends FailedJobRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected FailedJobRepository jobs() {
    return REPLICAS.one().failedJobs();
  }

  @Override
  protected Instant now() {
    return REPLICAS.now();
  }

  @Override
  protected void fail(FailedJob job) {
    want(job.kind(), job.instance());
    change(
        job.kind(),
        job.instance(),
        """
        picked = FALSE, consecutive_failures = %d, last_failure = '%s', execution_time = '%s',
        last_error = %s
        """
            .formatted(
                job.failures(),
                job.failedAt(),
                job.nextRun().orElse(FailedJob.PARKED),
                job.error().map(error -> "'" + error + "'").orElse("NULL")));
  }

  @Override
  protected void begin(JobKind kind, String instance) {
    change(kind, instance, "picked = TRUE, picked_by = 'somebody', version = version + 1");
  }

  /** As db-scheduler stores it, which knows nothing of errors. */
  @Override
  protected void succeed(JobKind kind, String instance) {
    change(kind, instance, "picked = FALSE, consecutive_failures = 0, last_success = now()");
  }

  @Override
  protected void want(JobKind kind, String instance) {
    REPLICAS.one().jdbi().useHandle(handle -> Wakeups.wake(handle, kind, instance, REPLICAS.now()));
  }

  @Test
  void who_takes_a_job_at_this_moment_is_waited_for() {
    var job =
        new FailedJob(
            JobKind.UPDATE_DEVICE, "7", 1, now(), Optional.of(now()), Optional.of("an error"));
    fail(job);
    try (var taker = REPLICAS.other().jdbi().open()) {
      taker.begin();
      taker.execute("UPDATE scheduled_tasks SET picked = TRUE WHERE task_instance = '7'");
      var retried = CompletableFuture.supplyAsync(() -> retry("7"));
      Eventually.until("the retry waits for the taker", this::isAnyoneWaitingForALock);
      taker.commit();
      assertThat(retried.join()).isEqualTo(FailedJobRepository.Retry.RUNNING);
    }
  }

  @Test
  void a_welcome_that_failed_does_not_tell_whom_it_is_for() {
    REPLICAS.one().welcomes().begin(new Login("09123456789"));
    REPLICAS.execute("UPDATE scheduled_tasks SET consecutive_failures = 1, last_failure = now()");
    assertThat(jobs().list(Selection.ALL, 10))
        .singleElement()
        .satisfies(job -> {
          assertThat(job.kind()).isEqualTo(JobKind.WELCOME_ACCOUNT);
          assertThat(job.instance()).matches("[0-9a-f]{64}");
        });
  }

  private FailedJobRepository.Retry retry(String instance) {
    return jobs().retry(JobKind.UPDATE_DEVICE, instance);
  }

  private boolean isAnyoneWaitingForALock() {
    return !REPLICAS
        .texts(
            """
            SELECT query
              FROM pg_stat_activity
             WHERE wait_event_type = 'Lock' AND query LIKE '%least(execution_time%'
               AND datname = current_database()
            """)
        .equals(List.of());
  }

  private static void change(JobKind kind, String instance, String columns) {
    REPLICAS.execute(
        "UPDATE scheduled_tasks SET %s WHERE task_name = '%s' AND task_instance = '%s'"
            .formatted(columns, kind.word(), instance));
  }
}
