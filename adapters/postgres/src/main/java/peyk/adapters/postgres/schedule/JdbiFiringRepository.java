package peyk.adapters.postgres.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import peyk.adapters.postgres.base.Columns;
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
import peyk.domain.schedule.Timetable;

/** The firings in {@code schedule_firing}, with their commands in {@code command}. */
public final class JdbiFiringRepository implements FiringRepository {
  private final Storage storage;
  private final JdbiCommandLines commands;
  private final JobSignal signal;

  public JdbiFiringRepository(Storage storage, JdbiCommandLines commands, JobSignal signal) {
    this.storage = storage;
    this.commands = commands;
    this.signal = signal;
  }

  @Override
  public Beginning begin(Timetable before, Timetable after, Instant dueAt, Instant now) {
    return begun(
        storage.inTransaction(transaction ->
            JdbiScheduleRepository.update(transaction, before, after)
                ? begin(transaction, before.schedule(), dueAt, false, now)
                : new Beginning.Overtaken()));
  }

  @Override
  public Beginning beginByHand(ScheduleName schedule, Instant now) {
    return begun(
        storage.inTransaction(transaction ->
            isHeld(transaction, schedule)
                ? begin(transaction, schedule, now, true, now)
                : new Beginning.Overtaken()));
  }

  private Beginning begun(Beginning beginning) {
    signal.fire();
    return beginning;
  }

  /** Whoever begins a firing holds the row of its schedule. */
  private static boolean isHeld(Handle transaction, ScheduleName schedule) {
    return transaction
        .createQuery("SELECT TRUE FROM schedule WHERE name = :name FOR UPDATE")
        .bind("name", schedule.value())
        .mapTo(Boolean.class)
        .findOne()
        .isPresent();
  }

  private Beginning begin(
      Handle transaction, ScheduleName schedule, Instant dueAt, boolean byHand, Instant now) {
    var present = underWay(transaction, schedule);
    if (present.isPresent()) {
      return new Beginning.UnderWay(present.get());
    }
    var firing =
        transaction
            .createQuery(
                """
                INSERT INTO schedule_firing (schedule, due_at, by_hand, begun_at)
                VALUES (:schedule, :dueAt, :byHand, :now)
                RETURNING *
                """)
            .bind("schedule", schedule.value())
            .bind("dueAt", Columns.time(dueAt))
            .bind("byHand", byHand)
            .bind("now", Columns.time(now))
            .map(JdbiFiringRepository::toDomain)
            .one();
    Wakeups.wake(transaction, JobKind.CARRY_OUT_FIRING, schedule.value(), now);
    return new Beginning.Begun(firing);
  }

  @Override
  public Optional<Firing> underWay(ScheduleName schedule) {
    return storage.with(handle -> underWay(handle, schedule));
  }

  private static Optional<Firing> underWay(Handle handle, ScheduleName schedule) {
    return handle
        .createQuery(
            "SELECT * FROM schedule_firing WHERE schedule = :schedule AND ended_at IS NULL")
        .bind("schedule", schedule.value())
        .map(JdbiFiringRepository::toDomain)
        .findOne();
  }

  @Override
  public int order(Firing firing, List<CommandOrder> orders, Instant now) {
    return storage.inTransaction(
        transaction -> commands.order(transaction, orders, Optional.of(firing.id()), now));
  }

  @Override
  public Optional<Firing> end(FiringId firing, long devices, long addressed, Instant at) {
    return storage.with(handle ->
        handle
            .createQuery(
                """
                UPDATE schedule_firing
                   SET ended_at = :at, devices = :devices, addressed = :addressed,
                       ordered = (SELECT count(*) FROM command WHERE firing_id = :id)
                 WHERE id = :id AND ended_at IS NULL
                RETURNING *
                """)
            .bind("id", firing.value())
            .bind("at", Columns.time(at))
            .bind("devices", devices)
            .bind("addressed", addressed)
            .map(JdbiFiringRepository::toDomain)
            .findOne());
  }

  @Override
  public List<Firing> list(ScheduleName schedule, long before, int atMost) {
    return storage.with(handle ->
        handle
            .createQuery(
                """
                SELECT *
                  FROM schedule_firing
                 WHERE schedule = :schedule AND id < :before
                 ORDER BY id DESC
                 LIMIT :atMost
                """)
            .bind("schedule", schedule.value())
            .bind("before", before)
            .bind("atMost", atMost)
            .map(JdbiFiringRepository::toDomain)
            .list());
  }

  @Override
  public Map<CommandState, Long> commands(FiringId firing) {
    var states = new EnumMap<CommandState, Long>(CommandState.class);
    storage.use(handle ->
        handle
            .createQuery("SELECT state, count(*) FROM command WHERE firing_id = :id GROUP BY state")
            .bind("id", firing.value())
            .map((row, context) ->
                Map.entry(
                    CommandState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                    row.getLong("count")))
            .forEach(entry -> states.put(entry.getKey(), entry.getValue())));
    return states;
  }

  private static Firing toDomain(ResultSet row, StatementContext context) throws SQLException {
    return new Firing(
        new FiringId(row.getLong("id")),
        new ScheduleName(row.getString("schedule")),
        Columns.instant(row, "due_at"),
        row.getBoolean("by_hand"),
        Columns.instant(row, "begun_at"),
        ending(row));
  }

  private static Optional<Firing.Ending> ending(ResultSet row) throws SQLException {
    var at = Columns.maybeInstant(row, "ended_at");
    return at.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Firing.Ending(
                at.get(),
                row.getLong("devices"),
                row.getLong("addressed"),
                row.getLong("ordered")));
  }
}
