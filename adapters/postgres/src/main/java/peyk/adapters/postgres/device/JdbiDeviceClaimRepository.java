package peyk.adapters.postgres.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceClaim;
import peyk.domain.device.DeviceClaim.Pending;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.JobKind;

/** Claims in {@code device_claim}: each change names the version that it was decided upon. */
public final class JdbiDeviceClaimRepository implements DeviceClaimRepository {
  private static final Duration JOB_LOOKS_AFTER = Duration.ofSeconds(10);

  private static final String NOTHING_PENDING =
      "pending_owner = NULL, pending_from = NULL, pending_commanded = NULL, pending_since = NULL";

  private final Storage storage;
  private final Patches patches;
  private final JobSignal signal;

  public JdbiDeviceClaimRepository(Storage storage, Patches patches, JobSignal signal) {
    this.storage = storage;
    this.patches = patches;
    this.signal = signal;
  }

  @Override
  public DeviceClaim find(DeviceId device) {
    return storage
        .with(handle ->
            handle
                .createQuery("SELECT * FROM device_claim WHERE device_id = :device")
                .bind("device", device.value())
                .map(JdbiDeviceClaimRepository::toDomain)
                .findOne())
        .orElseGet(() -> DeviceClaim.none(device));
  }

  @Override
  public Optional<DeviceClaim> open(
      DeviceClaim seen, AccountId owner, Optional<AccountId> from, Instant now) {
    return storage.inTransaction(transaction -> {
      var opened = insertOrUpdate(transaction, seen, owner, from, now);
      if (opened.isPresent()) {
        Wakeups.wake(
            transaction, JobKind.FINISH_CLAIM, seen.device().toString(), now.plus(JOB_LOOKS_AFTER));
      }
      return opened;
    });
  }

  private static Optional<DeviceClaim> insertOrUpdate(
      Handle transaction,
      DeviceClaim seen,
      AccountId owner,
      Optional<AccountId> from,
      Instant now) {
    var sql =
        seen.version() == 0
            ? """
            INSERT INTO device_claim (device_id, version, pending_owner, pending_from,
                   pending_commanded, pending_since)
            VALUES (:device, 1, :owner, :from, FALSE, :now)
            ON CONFLICT DO NOTHING
            RETURNING *
            """
            : """
            UPDATE device_claim
               SET pending_owner = :owner, pending_from = :from, pending_commanded = FALSE,
                   pending_since = :now, version = version + 1
             WHERE device_id = :device AND version = :version AND pending_owner IS NULL
            RETURNING *
            """;
    return transaction
        .createQuery(sql)
        .bind("device", seen.device().value())
        .bind("version", seen.version())
        .bind("owner", owner.value())
        .bindByType("from", from.map(AccountId::value).orElse(null), Long.class)
        .bind("now", Columns.time(now))
        .map(JdbiDeviceClaimRepository::toDomain)
        .findOne();
  }

  @Override
  public Optional<DeviceClaim> commanded(DeviceClaim pending) {
    return storage.with(handle -> change(handle, pending, "pending_commanded = TRUE"));
  }

  @Override
  public boolean settle(DeviceClaim pending) {
    var settled =
        storage.inTransaction(transaction -> {
          var claim =
              change(
                  transaction, pending, "owner = pending_owner, named = FALSE, " + NOTHING_PENDING);
          claim
              .flatMap(DeviceClaim::owner)
              .ifPresent(
                  owner -> patches.add(transaction, pending.device(), DevicePatch.assign(owner)));
          return claim.isPresent();
        });
    signal.fire();
    return settled;
  }

  @Override
  public boolean abandon(DeviceClaim pending) {
    return storage.with(handle -> change(handle, pending, NOTHING_PENDING).isPresent());
  }

  private static Optional<DeviceClaim> change(Handle handle, DeviceClaim pending, String change) {
    return handle
        .createQuery(
            """
            UPDATE device_claim
               SET %s, version = version + 1
             WHERE device_id = :device AND version = :version AND pending_owner IS NOT NULL
            RETURNING *
            """
                .formatted(change))
        .bind("device", pending.device().value())
        .bind("version", pending.version())
        .map(JdbiDeviceClaimRepository::toDomain)
        .findOne();
  }

  /**
   * The device has its name for that owner. Leaves a claim on its way alone, its version included.
   */
  static void named(Handle transaction, DeviceId device, AccountId owner) {
    transaction
        .createUpdate(
            """
            INSERT INTO device_claim AS claim (device_id, owner, named, version)
            VALUES (:device, :owner, TRUE, 1)
            ON CONFLICT (device_id) DO UPDATE
               SET owner = EXCLUDED.owner,
                   named = TRUE,
                   version = claim.version + CASE WHEN claim.pending_owner IS NULL THEN 1 ELSE 0 END
             WHERE claim.owner IS DISTINCT FROM EXCLUDED.owner OR NOT claim.named
            """)
        .bind("device", device.value())
        .bind("owner", owner.value())
        .execute();
  }

  private static DeviceClaim toDomain(ResultSet row, StatementContext context) throws SQLException {
    return new DeviceClaim(
        new DeviceId(row.getLong("device_id")),
        Columns.maybeLong(row, "owner").map(AccountId::new),
        row.getBoolean("named"),
        pending(row),
        row.getLong("version"));
  }

  private static Optional<Pending> pending(ResultSet row) throws SQLException {
    var owner = Columns.maybeLong(row, "pending_owner");
    return owner.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Pending(
                new AccountId(owner.get()),
                Columns.maybeLong(row, "pending_from").map(AccountId::new),
                row.getBoolean("pending_commanded"),
                Columns.instant(row, "pending_since")));
  }
}
