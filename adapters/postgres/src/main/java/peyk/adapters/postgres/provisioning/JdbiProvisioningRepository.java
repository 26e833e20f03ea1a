package peyk.adapters.postgres.provisioning;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.command.CommandId;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.provisioning.Provisioning;
import peyk.domain.provisioning.ProvisioningRepository;
import peyk.domain.provisioning.ProvisioningStep;
import peyk.domain.text.Worded;

/** Devices that were ever seen in {@code known_device}, and their {@code provisioning}. */
public record JdbiProvisioningRepository(Storage storage, JobSignal signal)
    implements ProvisioningRepository {
  /** In an order that all replicas share, so that they do not wait for each other in a circle. */
  private static final String KNOW =
      """
      INSERT INTO known_device (device_id, known_at)
      SELECT device_id, :now
        FROM unnest(:devices) AS device (device_id)
       WHERE %s
       ORDER BY device_id
      ON CONFLICT (device_id) DO NOTHING
      """;

  @Override
  public boolean isFleetKnown() {
    return storage.sql("SELECT known FROM fleet").one(Boolean.class);
  }

  @Override
  public void know(Collection<DeviceId> devices, Instant now) {
    storage.use(handle -> know(handle, devices, now));
  }

  private static void know(Handle handle, Collection<DeviceId> devices, Instant now) {
    Sql.in(handle, KNOW.formatted("TRUE"))
        .bind("devices", Columns.longs(devices, DeviceId::value))
        .bind("now", now)
        .execute();
  }

  @Override
  public void fleetKnown() {
    storage.sql("UPDATE fleet SET known = TRUE").execute();
  }

  @Override
  public Set<DeviceId> cameOnline(Collection<DeviceId> devices, Instant now) {
    var begin =
        """
        WITH fresh AS (
          %s
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
        """;
    var fresh =
        storage
            .sql(begin.formatted(KNOW.formatted("(SELECT known FROM fleet)")))
            .bind("devices", Columns.longs(devices, DeviceId::value))
            .bind("step", ProvisioningStep.WAITING.word())
            .bind("kind", JobKind.PROVISION.word())
            .bind("now", now)
            .bind("due", now)
            .list(row -> new DeviceId(row.getLong("device_id")));
    if (!fresh.isEmpty()) {
      signal.fire();
    }
    return new HashSet<>(fresh);
  }

  @Override
  public void restart(DeviceId device, Instant now) {
    storage.useTransaction(transaction -> {
      know(transaction, List.of(device), now);
      Sql.in(
              transaction,
              """
              INSERT INTO provisioning (device_id, step, started_at, since, asked)
              VALUES (:device, :step, :now, :now, 0)
              ON CONFLICT (device_id) DO UPDATE
                 SET step = EXCLUDED.step, started_at = EXCLUDED.started_at,
                     since = EXCLUDED.since, command_id = NULL, asked = 0
              """)
          .bind("device", device)
          .bind("step", ProvisioningStep.WAITING.word())
          .bind("now", now)
          .execute();
      Wakeups.hurry(transaction, JobKind.PROVISION, device.toString(), now);
    });
    signal.fire();
  }

  @Override
  public Optional<Provisioning> find(DeviceId device) {
    return storage
        .sql("SELECT * FROM provisioning WHERE device_id = :device")
        .bind("device", device)
        .find(JdbiProvisioningRepository::toDomain);
  }

  @Override
  public boolean save(Provisioning before, Provisioning after) {
    return storage
        .sql(
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
        .bind("device", before.device())
        .bind("step", after.step().word())
        .bind("startedAt", after.startedAt())
        .bind("since", after.since())
        .bind("command", after.command())
        .bind("asked", after.asked())
        .bind("beforeStep", before.step().word())
        .bind("beforeStartedAt", before.startedAt())
        .bind("beforeSince", before.since())
        .bind("beforeCommand", before.command())
        .bind("beforeAsked", before.asked())
        .hasEffect();
  }

  @Override
  public List<Provisioning> list(Optional<ProvisioningStep> step, long after, int atMost) {
    return storage
        .sql(
            """
            SELECT *
              FROM provisioning
             WHERE device_id > :after AND (:step::text IS NULL OR step = :step)
             ORDER BY device_id
             LIMIT :atMost
            """)
        .bind("after", after)
        .bind("step", step.map(ProvisioningStep::word))
        .bind("atMost", atMost)
        .list(JdbiProvisioningRepository::toDomain);
  }

  private static Provisioning toDomain(ResultSet row) throws SQLException {
    return new Provisioning(
        new DeviceId(row.getLong("device_id")),
        Worded.find(ProvisioningStep.values(), row.getString("step")).orElseThrow(),
        Columns.instant(row, "started_at"),
        Columns.instant(row, "since"),
        Columns.maybeLong(row, "command_id").map(CommandId::new),
        row.getInt("asked"));
  }
}
