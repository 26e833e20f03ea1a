package peyk.adapters.postgres.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleRepository;
import peyk.domain.schedule.Timetable;

/** The timetables in {@code schedule}. */
public final class JdbiScheduleRepository implements ScheduleRepository {
  private final Storage storage;
  private final JobSignal signal;
  private final InstantSource clock;

  public JdbiScheduleRepository(Storage storage, JobSignal signal, InstantSource clock) {
    this.storage = storage;
    this.signal = signal;
    this.clock = clock;
  }

  @Override
  public Optional<Timetable> find(ScheduleName schedule) {
    return storage.with(handle ->
        handle
            .createQuery("SELECT * FROM schedule WHERE name = :name")
            .bind("name", schedule.value())
            .map(JdbiScheduleRepository::toDomain)
            .findOne());
  }

  @Override
  public boolean save(Optional<Timetable> before, Timetable after) {
    var saved =
        storage.inTransaction(transaction -> {
          var isStored =
              before.isPresent()
                  ? update(transaction, before.get(), after)
                  : insert(transaction, after);
          if (isStored) {
            Wakeups.wake(
                transaction, JobKind.FIRE_SCHEDULE, after.schedule().value(), clock.instant());
          }
          return isStored;
        });
    signal.fire();
    return saved;
  }

  private static boolean insert(Handle transaction, Timetable fresh) {
    var insert =
        transaction.createUpdate(
            """
            INSERT INTO schedule (name, recurrence, next_at, paused)
            VALUES (:name, :recurrence, :nextAt, :paused)
            ON CONFLICT (name) DO NOTHING
            """);
    return bind(insert, fresh).execute() == 1;
  }

  /** Replaces a timetable, unless it is another by now. */
  static boolean update(Handle transaction, Timetable before, Timetable after) {
    var update =
        transaction.createUpdate(
            """
            UPDATE schedule
               SET recurrence = :recurrence, next_at = :nextAt, paused = :paused
             WHERE name = :name
               AND recurrence = :beforeRecurrence
               AND next_at IS NOT DISTINCT FROM :beforeNextAt
               AND paused = :beforePaused
            """);
    return bind(update, after)
            .bind("beforeRecurrence", before.recurrence())
            .bind("beforeNextAt", Columns.time(before.nextAt()))
            .bind("beforePaused", before.paused())
            .execute()
        == 1;
  }

  private static <S extends SqlStatement<S>> S bind(S statement, Timetable timetable) {
    return statement
        .bind("name", timetable.schedule().value())
        .bind("recurrence", timetable.recurrence())
        .bind("nextAt", Columns.time(timetable.nextAt()))
        .bind("paused", timetable.paused());
  }

  private static Timetable toDomain(ResultSet row, StatementContext context) throws SQLException {
    return new Timetable(
        new ScheduleName(row.getString("name")),
        row.getString("recurrence"),
        Columns.maybeInstant(row, "next_at"),
        row.getBoolean("paused"));
  }
}
