package peyk.adapters.postgres.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.command.JdbiCommandLines;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandState;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.FiringId;
import peyk.domain.schedule.FiringRepository;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.schedule.ScheduleState;

/** The firings in {@code schedule_firing}, with their commands in {@code command}. */
public record JdbiFiringRepository(Storage storage, JdbiCommandLines commands, JobSignal signal)
    implements FiringRepository {
  @Override
  public Beginning begin(ScheduleState before, ScheduleState after, Instant dueAt, Instant now) {
    return begin(
        transaction -> JdbiScheduleRepository.update(transaction, before, after),
        before.schedule(),
        dueAt,
        false,
        now);
  }

  @Override
  public Beginning beginByHand(ScheduleName schedule, Instant now) {
    return begin(transaction -> hold(transaction, schedule), schedule, now, true, now);
  }

  /** A firing begins under a lock on the row of its schedule. */
  private static boolean hold(Handle transaction, ScheduleName schedule) {
    return Sql.in(transaction, "SELECT TRUE FROM schedule WHERE name = :name FOR UPDATE")
        .bind("name", schedule)
        .find(Boolean.class)
        .isPresent();
  }

  private Beginning begin(
      Predicate<Handle> hold, ScheduleName schedule, Instant dueAt, boolean byHand, Instant now) {
    var beginning =
        storage.inTransaction(transaction ->
            hold.test(transaction)
                ? begin(transaction, schedule, dueAt, byHand, now)
                : new Beginning.Overtaken());
    signal.fire();
    return beginning;
  }

  private static Beginning begin(
      Handle transaction, ScheduleName schedule, Instant dueAt, boolean byHand, Instant now) {
    var present = underWay(transaction, schedule);
    if (present.isPresent()) {
      return new Beginning.UnderWay(present.get());
    }
    var firing =
        Sql.in(
                transaction,
                """
                INSERT INTO schedule_firing (schedule, due_at, by_hand, begun_at)
                VALUES (:schedule, :dueAt, :byHand, :now)
                RETURNING *
                """)
            .bind("schedule", schedule)
            .bind("dueAt", dueAt)
            .bind("byHand", byHand)
            .bind("now", now)
            .one(JdbiFiringRepository::toDomain);
    Wakeups.wake(transaction, JobKind.CARRY_OUT_FIRING, schedule.value(), now);
    return new Beginning.Begun(firing);
  }

  @Override
  public Optional<Firing> underWay(ScheduleName schedule) {
    return storage.with(handle -> underWay(handle, schedule));
  }

  private static Optional<Firing> underWay(Handle handle, ScheduleName schedule) {
    return Sql.in(
            handle, "SELECT * FROM schedule_firing WHERE schedule = :schedule AND ended_at IS NULL")
        .bind("schedule", schedule)
        .find(JdbiFiringRepository::toDomain);
  }

  @Override
  public int order(Firing firing, List<CommandOrder> orders, Instant now) {
    return storage.inTransaction(
        transaction -> commands.order(transaction, orders, Optional.of(firing.id()), now));
  }

  @Override
  public Optional<Firing> end(FiringId firing, long devices, long addressed, Instant at) {
    return storage
        .sql(
            """
            UPDATE schedule_firing
               SET ended_at = :at, devices = :devices, addressed = :addressed,
                   ordered = (SELECT count(*) FROM command WHERE firing_id = :id)
             WHERE id = :id AND ended_at IS NULL
            RETURNING *
            """)
        .bind("id", firing)
        .bind("at", at)
        .bind("devices", devices)
        .bind("addressed", addressed)
        .find(JdbiFiringRepository::toDomain);
  }

  @Override
  public List<Firing> list(ScheduleName schedule, long before, int atMost) {
    return storage
        .sql(
            """
            SELECT *
              FROM schedule_firing
             WHERE schedule = :schedule AND id < :before
             ORDER BY id DESC
             LIMIT :atMost
            """)
        .bind("schedule", schedule)
        .bind("before", before)
        .bind("atMost", atMost)
        .list(JdbiFiringRepository::toDomain);
  }

  @Override
  public Map<CommandState, Long> commands(FiringId firing) {
    var states = new EnumMap<CommandState, Long>(CommandState.class);
    storage
        .sql("SELECT upper(state), count(*) FROM command WHERE firing_id = :id GROUP BY state")
        .bind("id", firing)
        .list(
            row -> states.put(CommandState.valueOf(row.getString("upper")), row.getLong("count")));
    return states;
  }

  private static Firing toDomain(ResultSet row) throws SQLException {
    return new Firing(
        new FiringId(row.getLong("id")),
        new ScheduleName(row.getString("schedule")),
        Columns.instant(row, "due_at"),
        row.getBoolean("by_hand"),
        Columns.instant(row, "begun_at"),
        Columns.maybe(row, "ended_at", JdbiFiringRepository::ending));
  }

  private static Firing.Ending ending(ResultSet row) throws SQLException {
    return new Firing.Ending(
        Columns.instant(row, "ended_at"),
        row.getLong("devices"),
        row.getLong("addressed"),
        row.getLong("ordered"));
  }
}
