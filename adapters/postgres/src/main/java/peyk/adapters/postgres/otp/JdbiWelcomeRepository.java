package peyk.adapters.postgres.otp;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Sha256;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.account.Login;
import peyk.domain.account.WelcomeRepository;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/**
 * Welcomes are jobs and nothing else. Their instance is a hash of the login, which goes with the
 * job as its data, because instances get into logs.
 */
public record JdbiWelcomeRepository(Storage storage, JobSignal signal, ClusterTime clock)
    implements WelcomeRepository {
  private static final Duration BY_ITSELF = Duration.ofMinutes(1);

  /** One that is due already is not put off. Before the user exists nobody can be welcomed. */
  @Override
  public void expect(Login login) {
    var now = clock.now();
    var due = now.plus(BY_ITSELF);
    storage.useTransaction(transaction -> {
      Wakeups.wake(transaction, JobKind.WELCOME_ACCOUNT, instance(login), due);
      remember(transaction, login);
      update(
              transaction,
              login,
              """
              execution_time = CASE WHEN picked OR execution_time > :now
                                    THEN greatest(execution_time, :due)
                                    ELSE execution_time END
              """)
          .bind("now", now)
          .bind("due", due)
          .execute();
    });
  }

  @Override
  public void begin(Login login) {
    storage.useTransaction(transaction -> {
      Wakeups.hurry(transaction, JobKind.WELCOME_ACCOUNT, instance(login), clock.now());
      remember(transaction, login);
    });
    signal.fire();
  }

  private static String instance(Login login) {
    return Sha256.hex(login.value());
  }

  private static void remember(Handle transaction, Login login) {
    update(transaction, login, "task_data = :login")
        .bind("login", login.value().getBytes(StandardCharsets.UTF_8))
        .execute();
  }

  private static Sql update(Handle transaction, Login login, String change) {
    return Sql.in(
            transaction,
            "UPDATE scheduled_tasks SET %s WHERE task_name = :kind AND task_instance = :instance"
                .formatted(change))
        .bind("kind", JobKind.WELCOME_ACCOUNT.word())
        .bind("instance", instance(login));
  }
}
