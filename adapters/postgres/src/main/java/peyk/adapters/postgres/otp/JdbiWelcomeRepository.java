package peyk.adapters.postgres.otp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sha256;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.domain.account.Login;
import peyk.domain.account.WelcomeRepository;
import peyk.domain.job.JobKind;

/**
 * Welcomes are jobs and nothing else. Their instance is a hash of the login, which goes with the
 * job as its data, because instances get into logs.
 */
public final class JdbiWelcomeRepository implements WelcomeRepository {
  private static final Duration BY_ITSELF = Duration.ofMinutes(1);

  private final Storage storage;
  private final JobSignal signal;
  private final InstantSource clock;

  public JdbiWelcomeRepository(Storage storage, JobSignal signal, InstantSource clock) {
    this.storage = storage;
    this.signal = signal;
    this.clock = clock;
  }

  /** Puts off a welcome that is not due yet: there is nobody to welcome before the user exists. */
  @Override
  public void expect(Login login) {
    var now = clock.instant();
    schedule(
        login,
        now,
        now.plus(BY_ITSELF),
        """
        CASE WHEN waiting.picked OR waiting.execution_time > :now
             THEN greatest(waiting.execution_time, EXCLUDED.execution_time)
             ELSE waiting.execution_time END
        """);
  }

  @Override
  public void begin(Login login) {
    var now = clock.instant();
    schedule(
        login,
        now,
        now,
        """
        CASE WHEN coalesce(waiting.consecutive_failures, 0) = 0
             THEN least(waiting.execution_time, EXCLUDED.execution_time)
             ELSE waiting.execution_time END
        """);
    signal.fire();
  }

  private void schedule(Login login, Instant now, Instant due, String ifItWaits) {
    storage.use(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO scheduled_tasks AS waiting (task_name, task_instance, task_data,
                       execution_time, picked, version, wakeups)
                VALUES (:kind, :instance, :login, :due, FALSE, 1, 1)
                ON CONFLICT (task_name, task_instance) DO UPDATE
                   SET wakeups = waiting.wakeups + 1,
                       execution_time = %s
                """
                    .formatted(ifItWaits))
            .bind("kind", JobKind.WELCOME_ACCOUNT.word())
            .bind("instance", Sha256.hex(login.value()))
            .bind("login", login.value().getBytes(StandardCharsets.UTF_8))
            .bind("now", Columns.time(now))
            .bind("due", Columns.time(due))
            .execute());
  }
}
