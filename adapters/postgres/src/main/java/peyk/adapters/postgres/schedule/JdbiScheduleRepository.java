package peyk.adapters.postgres.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.schedule.ScheduleState;
import peyk.domain.time.ClusterTime;

/** The states in {@code schedule}. */
public record JdbiScheduleRepository(Storage storage, JobSignal signal, ClusterTime clock)
    implements ScheduleRepository {
  @Override
  public Optional<ScheduleState> find(ScheduleName schedule) {
    return storage
        .sql("SELECT * FROM schedule WHERE name = :name")
        .bind("name", schedule)
        .find(JdbiScheduleRepository::toDomain);
  }

  @Override
  public boolean save(Optional<ScheduleState> before, ScheduleState after) {
    var saved =
        storage.inTransaction(transaction -> {
          var isStored =
              before
                  .map(one -> update(transaction, one, after))
                  .orElseGet(() -> insert(transaction, after));
          if (isStored) {
            Wakeups.wake(transaction, JobKind.FIRE_SCHEDULE, after.schedule().value(), clock.now());
          }
          return isStored;
        });
    signal.fire();
    return saved;
  }

  private static boolean insert(Handle transaction, ScheduleState fresh) {
    var insert =
        """
        INSERT INTO schedule (name, recurrence, next_at, paused)
        VALUES (:name, :recurrence, :nextAt, :paused)
        ON CONFLICT (name) DO NOTHING
        """;
    return bound(transaction, insert, fresh).hasEffect();
  }

  /** Replaces a state, unless it is another by now. */
  static boolean update(Handle transaction, ScheduleState before, ScheduleState after) {
    var update =
        """
        UPDATE schedule
           SET recurrence = :recurrence, next_at = :nextAt, paused = :paused
         WHERE name = :name
           AND recurrence = :beforeRecurrence
           AND next_at IS NOT DISTINCT FROM :beforeNextAt
           AND paused = :beforePaused
        """;
    return bound(transaction, update, after)
        .bind("beforeRecurrence", before.recurrence())
        .bind("beforeNextAt", before.nextAt())
        .bind("beforePaused", before.paused())
        .hasEffect();
  }

  private static Sql bound(Handle transaction, String statement, ScheduleState state) {
    return Sql.in(transaction, statement)
        .bind("name", state.schedule())
        .bind("recurrence", state.recurrence())
        .bind("nextAt", state.nextAt())
        .bind("paused", state.paused());
  }

  private static ScheduleState toDomain(ResultSet row) throws SQLException {
    return new ScheduleState(
        new ScheduleName(row.getString("name")),
        row.getString("recurrence"),
        Columns.maybeInstant(row, "next_at"),
        row.getBoolean("paused"));
  }
}
