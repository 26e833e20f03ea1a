package peyk.adapters.postgres.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.JobCount;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/**
 * The rows of {@code scheduled_tasks} whose latest run failed. Another version of this service may
 * have stored kinds that are unknown here; they are left out.
 */
public final class JdbiFailedJobRepository implements FailedJobRepository {
  private final Storage storage;
  private final JobSignal signal;
  private final ClusterTime clock;

  public JdbiFailedJobRepository(Storage storage, JobSignal signal, ClusterTime clock) {
    this.storage = storage;
    this.signal = signal;
    this.clock = clock;
  }

  @Override
  public List<JobCount> counts() {
    return JobCounts.all(storage, clock);
  }

  @Override
  public List<FailedJob> list(Selection selection, int atMost) {
    return storage.with(handle ->
        handle
            .createQuery(
                """
                SELECT *
                  FROM scheduled_tasks
                 WHERE consecutive_failures > 0 AND task_name = ANY(:kinds)
                   AND (NOT :parkedOnly OR execution_time >= :parked)
                 ORDER BY last_failure DESC
                 LIMIT :atMost
                """)
            .bind("kinds", kinds(selection))
            .bind("parkedOnly", selection.parkedOnly())
            .bind("parked", Columns.time(FailedJob.PARKED))
            .bind("atMost", atMost)
            .map(JdbiFailedJobRepository::toDomain)
            .list());
  }

  private static Argument kinds(Selection selection) {
    return selection
        .kind()
        .map(kind -> Columns.texts(List.of(kind.word())))
        .orElse(JobCounts.KINDS);
  }

  @Override
  public Optional<FailedJob> find(JobKind kind, String instance) {
    return storage.with(handle -> find(handle, kind, instance));
  }

  private static Optional<FailedJob> find(Handle handle, JobKind kind, String instance) {
    return handle
        .createQuery(
            """
            SELECT *
              FROM scheduled_tasks
             WHERE task_name = :kind AND task_instance = :instance AND consecutive_failures > 0
            """)
        .bind("kind", kind.word())
        .bind("instance", Columns.text(instance))
        .map(JdbiFailedJobRepository::toDomain)
        .findOne();
  }

  /**
   * Whoever is about to take the row waits for this statement, or this one for them: then it finds
   * the row taken, and changes nothing.
   */
  @Override
  public Retry retry(JobKind kind, String instance) {
    var outcome =
        storage.with(handle ->
            makeDue(handle, kind, instance)
                ? Retry.DUE
                : find(handle, kind, instance).map(_ -> Retry.RUNNING).orElse(Retry.UNKNOWN));
    if (outcome == Retry.DUE) {
      signal.fire();
    }
    return outcome;
  }

  @Override
  public int retryAll(Selection selection, int atMost) {
    int due =
        storage.with(handle ->
            handle
                .createUpdate(
                    """
                    UPDATE scheduled_tasks
                       SET execution_time = least(execution_time, :now)
                     WHERE consecutive_failures > 0 AND NOT picked
                       AND ctid = ANY (ARRAY(
                             SELECT ctid
                               FROM scheduled_tasks
                              WHERE consecutive_failures > 0 AND NOT picked
                                AND task_name = ANY(:kinds)
                                AND (NOT :parkedOnly OR execution_time >= :parked)
                              ORDER BY last_failure
                              LIMIT :atMost
                                FOR UPDATE SKIP LOCKED))
                    """)
                .bind("kinds", kinds(selection))
                .bind("parkedOnly", selection.parkedOnly())
                .bind("parked", Columns.time(FailedJob.PARKED))
                .bind("now", Columns.time(clock.now()))
                .bind("atMost", atMost)
                .execute());
    if (due > 0) {
      signal.fire();
    }
    return due;
  }

  @Override
  public Discard discard(JobKind kind, String instance) {
    return storage.inTransaction(transaction -> {
      if (!delete(transaction, kind, instance)) {
        return find(transaction, kind, instance).map(_ -> Discard.RUNNING).orElse(Discard.UNKNOWN);
      }
      if (kind == JobKind.UPDATE_DEVICE) {
        dropChanges(transaction, Long.parseLong(instance));
      }
      return Discard.DISCARDED;
    });
  }

  private static boolean delete(Handle transaction, JobKind kind, String instance) {
    return transaction
            .createUpdate(
                """
                DELETE FROM scheduled_tasks
                 WHERE task_name = :kind AND task_instance = :instance
                   AND consecutive_failures > 0 AND NOT picked
                """)
            .bind("kind", kind.word())
            .bind("instance", Columns.text(instance))
            .execute()
        == 1;
  }

  /** Changes that are stored while this runs wake the job again. */
  private void dropChanges(Handle transaction, long device) {
    transaction
        .createUpdate(
            """
            WITH dropped AS (DELETE FROM device_patch WHERE device_id = :device)
            UPDATE event_inbox
               SET handled_at = :now
             WHERE device_id = :device AND handled_at IS NULL
            """)
        .bind("device", device)
        .bind("now", Columns.time(clock.now()))
        .execute();
  }

  private boolean makeDue(Handle handle, JobKind kind, String instance) {
    return handle
            .createUpdate(
                """
                UPDATE scheduled_tasks
                   SET execution_time = least(execution_time, :now)
                 WHERE task_name = :kind AND task_instance = :instance
                   AND consecutive_failures > 0 AND NOT picked
                """)
            .bind("kind", kind.word())
            .bind("instance", Columns.text(instance))
            .bind("now", Columns.time(clock.now()))
            .execute()
        == 1;
  }

  private static FailedJob toDomain(ResultSet row, StatementContext context) throws SQLException {
    return new FailedJob(
        JobKind.parse(row.getString("task_name")).orElseThrow(),
        row.getString("task_instance"),
        row.getInt("consecutive_failures"),
        Columns.instant(row, "last_failure"),
        Optional.of(Columns.instant(row, "execution_time"))
            .filter(next -> next.isBefore(FailedJob.PARKED)),
        Optional.ofNullable(row.getString("last_error")));
  }
}
