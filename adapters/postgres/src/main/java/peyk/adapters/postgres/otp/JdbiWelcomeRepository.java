package peyk.adapters.postgres.otp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sha256;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.account.Login;
import peyk.domain.account.WelcomeRepository;
import peyk.domain.job.JobKind;

/**
 * Welcomes are jobs and nothing else. Their instance is a hash of the login, which goes with the
 * job as its data, because instances get into logs.
 */
public final class JdbiWelcomeRepository implements WelcomeRepository {
  private static final Duration BY_ITSELF = Duration.ofMinutes(1);
  private static final String WHERE = " WHERE task_name = :kind AND task_instance = :instance";

  private final Storage storage;
  private final JobSignal signal;
  private final InstantSource clock;

  public JdbiWelcomeRepository(Storage storage, JobSignal signal, InstantSource clock) {
    this.storage = storage;
    this.signal = signal;
    this.clock = clock;
  }

  @Override
  public void expect(Login login) {
    var now = clock.instant();
    var due = now.plus(BY_ITSELF);
    storage.useTransaction(transaction -> {
      Wakeups.wake(transaction, JobKind.WELCOME_ACCOUNT, instance(login), due);
      remember(transaction, login);
      putOff(transaction, login, now, due);
    });
  }

  @Override
  public void begin(Login login) {
    storage.useTransaction(transaction -> {
      Wakeups.hurry(transaction, JobKind.WELCOME_ACCOUNT, instance(login), clock.instant());
      remember(transaction, login);
    });
    signal.fire();
  }

  private static String instance(Login login) {
    return Sha256.hex(login.value());
  }

  private static void remember(Handle transaction, Login login) {
    transaction
        .createUpdate("UPDATE scheduled_tasks SET task_data = :login" + WHERE)
        .bind("kind", JobKind.WELCOME_ACCOUNT.word())
        .bind("instance", instance(login))
        .bind("login", login.value().getBytes(StandardCharsets.UTF_8))
        .execute();
  }

  /** One that is due already is left as it is. Before the user exists nobody can be welcomed. */
  private static void putOff(Handle transaction, Login login, Instant now, Instant due) {
    transaction
        .createUpdate(
            "UPDATE scheduled_tasks SET execution_time = greatest(execution_time, :due)"
                + WHERE
                + " AND (picked OR execution_time > :now)")
        .bind("kind", JobKind.WELCOME_ACCOUNT.word())
        .bind("instance", instance(login))
        .bind("now", Columns.time(now))
        .bind("due", Columns.time(due))
        .execute();
  }
}
