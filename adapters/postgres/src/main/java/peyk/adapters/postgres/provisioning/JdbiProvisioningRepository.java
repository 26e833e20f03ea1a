package peyk.adapters.postgres.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.command.CommandId;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.Provisioning;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.provisioning.ProvisioningStep;

/** Who was ever seen is in {@code known_device}, how far each has come in {@code provisioning}. */
public final class JdbiProvisioningRepository implements ProvisioningRepository {
  private final Storage storage;
  private final JobSignal signal;
  private final InstantSource clock;

  /**
   * @param clock that this process runs its jobs by
   */
  public JdbiProvisioningRepository(Storage storage, JobSignal signal, InstantSource clock) {
    this.storage = storage;
    this.signal = signal;
    this.clock = clock;
  }

  @Override
  public boolean isFleetKnown() {
    return storage.with(
        handle -> handle.createQuery("SELECT known FROM fleet").mapTo(Boolean.class).one());
  }

  /** In an order that all replicas share, so that they do not wait for each other in a circle. */
  @Override
  public void know(Collection<DeviceId> devices, Instant now) {
    storage.use(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO known_device (device_id, known_at)
                SELECT device_id, :now
                  FROM unnest(:devices) AS device (device_id)
                 ORDER BY device_id
                ON CONFLICT (device_id) DO NOTHING
                """)
            .bind("devices", ids(devices))
            .bind("now", Columns.time(now))
            .execute());
  }

  @Override
  public void fleetKnown() {
    storage.use(handle -> handle.execute("UPDATE fleet SET known = TRUE"));
  }

  @Override
  public Set<DeviceId> cameOnline(Collection<DeviceId> devices, Instant now) {
    var fresh =
        storage.with(handle ->
            handle
                .createQuery(
                    """
                    WITH fresh AS (
                      INSERT INTO known_device (device_id, known_at)
                      SELECT device_id, :now
                        FROM unnest(:devices) AS device (device_id)
                       WHERE (SELECT known FROM fleet)
                       ORDER BY device_id
                      ON CONFLICT (device_id) DO NOTHING
                      RETURNING device_id
                    ),
                    begun AS (
                      INSERT INTO provisioning (device_id, step, started_at, since, asked)
                      SELECT device_id, :step, :now, :now, 0
                        FROM fresh
                    ),
                    woken AS (
                      SELECT wake_jobs(:kind, array_agg(device_id::text), :due) FROM fresh
                    )
                    SELECT device_id FROM fresh, woken
                    """)
                .bind("devices", ids(devices))
                .bind("step", ProvisioningStep.WAITING.word())
                .bind("kind", JobKind.PROVISION.word())
                .bind("now", Columns.time(now))
                .bind("due", Columns.time(due(now)))
                .mapTo(Long.class)
                .map(DeviceId::new)
                .collect(Collectors.toSet()));
    if (!fresh.isEmpty()) {
      signal.fire();
    }
    return fresh;
  }

  @Override
  public void restart(DeviceId device, Instant now) {
    storage.useTransaction(transaction -> {
      transaction
          .createUpdate(
              """
              INSERT INTO known_device (device_id, known_at)
              VALUES (:device, :now)
              ON CONFLICT (device_id) DO NOTHING
              """)
          .bind("device", device.value())
          .bind("now", Columns.time(now))
          .execute();
      transaction
          .createUpdate(
              """
              INSERT INTO provisioning (device_id, step, started_at, since, asked)
              VALUES (:device, :step, :now, :now, 0)
              ON CONFLICT (device_id) DO UPDATE
                 SET step = EXCLUDED.step, started_at = EXCLUDED.started_at,
                     since = EXCLUDED.since, command_id = NULL, asked = 0
              """)
          .bind("device", device.value())
          .bind("step", ProvisioningStep.WAITING.word())
          .bind("now", Columns.time(now))
          .execute();
      Wakeups.hurry(transaction, JobKind.PROVISION, device.toString(), due(now));
    });
    signal.fire();
  }

  /** At once, by the clock of whoever looks, also if that of this process is behind. */
  private Instant due(Instant now) {
    var own = clock.instant();
    return own.isBefore(now) ? own : now;
  }

  @Override
  public Optional<Provisioning> find(DeviceId device) {
    return storage.with(handle ->
        handle
            .createQuery(
                """
                SELECT device_id, step, started_at, since, command_id, asked
                  FROM provisioning
                 WHERE device_id = :device
                """)
            .bind("device", device.value())
            .map(JdbiProvisioningRepository::toDomain)
            .findOne());
  }

  @Override
  public boolean save(Provisioning before, Provisioning after) {
    return storage.with(handle -> {
      var update =
          handle
              .createUpdate(
                  """
                  UPDATE provisioning
                     SET step = :step, started_at = :startedAt, since = :since,
                         command_id = :command, asked = :asked
                   WHERE device_id = :device
                     AND step = :beforeStep
                     AND started_at = :beforeStartedAt
                     AND since = :beforeSince
                     AND command_id IS NOT DISTINCT FROM :beforeCommand
                     AND asked = :beforeAsked
                  """)
              .bind("device", before.device().value())
              .bind("step", after.step().word())
              .bind("startedAt", Columns.time(after.startedAt()))
              .bind("since", Columns.time(after.since()))
              .bind("asked", after.asked())
              .bind("beforeStep", before.step().word())
              .bind("beforeStartedAt", Columns.time(before.startedAt()))
              .bind("beforeSince", Columns.time(before.since()))
              .bind("beforeAsked", before.asked());
      bind(update, "command", after.command());
      bind(update, "beforeCommand", before.command());
      return update.execute() == 1;
    });
  }

  @Override
  public List<Provisioning> list(Optional<ProvisioningStep> step, long after, int atMost) {
    return storage.with(handle -> {
      var query =
          handle
              .createQuery(
                  """
                  SELECT device_id, step, started_at, since, command_id, asked
                    FROM provisioning
                   WHERE device_id > :after %s
                   ORDER BY device_id
                   LIMIT :atMost
                  """
                      .formatted(step.isPresent() ? "AND step = :step" : ""))
              .bind("after", after)
              .bind("atMost", atMost);
      step.ifPresent(one -> query.bind("step", one.word()));
      return query.map(JdbiProvisioningRepository::toDomain).list();
    });
  }

  private static Provisioning toDomain(ResultSet row, StatementContext context)
      throws SQLException {
    return new Provisioning(
        new DeviceId(row.getLong("device_id")),
        ProvisioningStep.of(row.getString("step")).orElseThrow(),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "since"),
        Columns.maybeLong(row, "command_id").map(CommandId::new),
        row.getInt("asked"));
  }

  private static void bind(SqlStatement<?> statement, String name, Optional<CommandId> command) {
    statement.bindByType(name, command.map(CommandId::value).orElse(null), Long.class);
  }

  private static Argument ids(Collection<DeviceId> devices) {
    return Columns.longs(devices.stream().map(DeviceId::value).toList());
  }
}
