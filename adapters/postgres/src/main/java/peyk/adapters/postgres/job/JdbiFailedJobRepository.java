package peyk.adapters.postgres.job;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.argument.Argument;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.job.FailedJob;
import peyk.domain.job.FailedJobRepository;
import peyk.domain.job.JobCount;
import peyk.domain.job.JobKind;
import peyk.domain.text.Worded;
import peyk.domain.time.ClusterTime;

/**
 * The rows of {@code scheduled_tasks} whose latest run failed. Another version of this service may
 * have stored kinds that are unknown here; they are left out.
 */
public record JdbiFailedJobRepository(Storage storage, JobSignal signal, ClusterTime clock)
    implements FailedJobRepository {
  @Override
  public List<JobCount> counts() {
    return JobCounts.all(storage, clock);
  }

  @Override
  public List<FailedJob> list(Selection selection, int atMost) {
    return storage
        .sql(
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
        .bind("parked", FailedJob.PARKED)
        .bind("atMost", atMost)
        .list(JdbiFailedJobRepository::toDomain);
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
    return one(
            handle,
            kind,
            instance,
            """
            SELECT *
              FROM scheduled_tasks
             WHERE task_name = :kind AND task_instance = :instance AND consecutive_failures > 0
            """)
        .find(JdbiFailedJobRepository::toDomain);
  }

  private static Sql one(Handle handle, JobKind kind, String instance, String statement) {
    return Sql.in(handle, statement).bind("kind", kind.word()).bind("instance", instance);
  }

  /**
   * A process that takes the row waits for this statement. If it was first, this statement waits,
   * finds the row taken and changes nothing.
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
        storage
            .sql(
                """
                UPDATE scheduled_tasks
                   SET execution_time = least(execution_time, :now)
                 WHERE consecutive_failures > 0 AND NOT picked
                   AND (task_name, task_instance) IN (
                         SELECT task_name, task_instance
                           FROM scheduled_tasks
                          WHERE consecutive_failures > 0 AND NOT picked
                            AND task_name = ANY(:kinds)
                            AND (NOT :parkedOnly OR execution_time >= :parked)
                          ORDER BY last_failure
                          LIMIT :atMost
                            FOR UPDATE SKIP LOCKED)
                """)
            .bind("kinds", kinds(selection))
            .bind("parkedOnly", selection.parkedOnly())
            .bind("parked", FailedJob.PARKED)
            .bind("now", clock.now())
            .bind("atMost", atMost)
            .execute();
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
    return one(
            transaction,
            kind,
            instance,
            """
            DELETE FROM scheduled_tasks
             WHERE task_name = :kind AND task_instance = :instance
               AND consecutive_failures > 0 AND NOT picked
            """)
        .hasEffect();
  }

  /** Changes that are stored while this runs wake the job again. */
  private void dropChanges(Handle transaction, long device) {
    Sql.in(
            transaction,
            """
            WITH dropped AS (DELETE FROM device_patch WHERE device_id = :device)
            UPDATE event_inbox
               SET handled_at = :now
             WHERE device_id = :device AND handled_at IS NULL
            """)
        .bind("device", device)
        .bind("now", clock.now())
        .execute();
  }

  private boolean makeDue(Handle handle, JobKind kind, String instance) {
    return one(
            handle,
            kind,
            instance,
            """
            UPDATE scheduled_tasks
               SET execution_time = least(execution_time, :now)
             WHERE task_name = :kind AND task_instance = :instance
               AND consecutive_failures > 0 AND NOT picked
            """)
        .bind("now", clock.now())
        .hasEffect();
  }

  private static FailedJob toDomain(ResultSet row) throws SQLException {
    return new FailedJob(
        Worded.find(JobKind.values(), row.getString("task_name")).orElseThrow(),
        row.getString("task_instance"),
        row.getInt("consecutive_failures"),
        Columns.instant(row, "last_failure"),
        Optional.of(Columns.instant(row, "execution_time"))
            .filter(next -> next.isBefore(FailedJob.PARKED)),
        Optional.ofNullable(row.getString("last_error")));
  }
}
