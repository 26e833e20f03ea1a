package peyk.adapters.postgres.device;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sql;
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
public record JdbiDeviceClaimRepository(Storage storage, Patches patches, JobSignal signal)
    implements DeviceClaimRepository {
  private static final Duration JOB_LOOKS_AFTER = Duration.ofSeconds(10);

  private static final String NOTHING_PENDING =
      "pending_owner = NULL, pending_from = NULL, pending_commanded = NULL, pending_since = NULL";

  private static final String INSERT =
      """
      INSERT INTO device_claim (device_id, version, pending_owner, pending_from,
             pending_commanded, pending_since)
      VALUES (:device, 1, :owner, :from, FALSE, :now)
      ON CONFLICT DO NOTHING
      RETURNING *
      """;

  private static final String UPDATE =
      """
      UPDATE device_claim
         SET pending_owner = :owner, pending_from = :from, pending_commanded = FALSE,
             pending_since = :now, version = version + 1
       WHERE device_id = :device AND version = :version AND pending_owner IS NULL
      RETURNING *
      """;

  @Override
  public DeviceClaim find(DeviceId device) {
    return storage
        .sql("SELECT * FROM device_claim WHERE device_id = :device")
        .bind("device", device)
        .find(JdbiDeviceClaimRepository::toDomain)
        .orElseGet(() -> DeviceClaim.none(device));
  }

  @Override
  public Optional<DeviceClaim> open(
      DeviceClaim seen, AccountId owner, Optional<AccountId> from, Instant now) {
    return storage.inTransaction(transaction -> {
      var opened =
          Sql.in(transaction, seen.version() == 0 ? INSERT : UPDATE)
              .bind("device", seen.device())
              .bind("version", seen.version())
              .bind("owner", owner)
              .bind("from", from)
              .bind("now", now)
              .find(JdbiDeviceClaimRepository::toDomain);
      if (opened.isPresent()) {
        Wakeups.wake(
            transaction, JobKind.FINISH_CLAIM, seen.device().toString(), now.plus(JOB_LOOKS_AFTER));
      }
      return opened;
    });
  }

  @Override
  public Optional<DeviceClaim> commanded(DeviceClaim pending) {
    return storage.with(handle -> change(handle, pending, "pending_commanded = TRUE"));
  }

  @Override
  public boolean settle(DeviceClaim pending) {
    var settled = "owner = pending_owner, named = FALSE, " + NOTHING_PENDING;
    var claim =
        storage.inTransaction(transaction -> {
          var changed = change(transaction, pending, settled);
          changed
              .flatMap(DeviceClaim::owner)
              .map(DevicePatch::assign)
              .ifPresent(patch -> patches.add(transaction, pending.device(), patch));
          return changed;
        });
    signal.fire();
    return claim.isPresent();
  }

  @Override
  public boolean assign(DeviceClaim seen, AccountId owner) {
    var isUnchanged =
        storage.inTransaction(transaction -> {
          var unchanged = lockedVersion(transaction, seen.device()) == seen.version();
          if (unchanged) {
            patches.add(transaction, seen.device(), DevicePatch.assign(owner));
          }
          return unchanged;
        });
    signal.fire();
    return isUnchanged;
  }

  private static long lockedVersion(Handle transaction, DeviceId device) {
    return Sql.in(
            transaction, "SELECT version FROM device_claim WHERE device_id = :device FOR SHARE")
        .bind("device", device)
        .find(row -> row.getLong("version"))
        .orElse(0L);
  }

  @Override
  public boolean abandon(DeviceClaim pending) {
    return storage.with(handle -> change(handle, pending, NOTHING_PENDING).isPresent());
  }

  @Override
  public void release(DeviceId device) {
    storage
        .sql(
            """
            UPDATE device_claim
               SET owner = NULL,
                   named = FALSE,
                   version = version + CASE WHEN pending_owner IS NULL THEN 1 ELSE 0 END
             WHERE device_id = :device
            """)
        .bind("device", device)
        .execute();
  }

  private static Optional<DeviceClaim> change(Handle handle, DeviceClaim pending, String change) {
    var update =
        """
        UPDATE device_claim
           SET %s, version = version + 1
         WHERE device_id = :device AND version = :version AND pending_owner IS NOT NULL
        RETURNING *
        """;
    return Sql.in(handle, update.formatted(change))
        .bind("device", pending.device())
        .bind("version", pending.version())
        .find(JdbiDeviceClaimRepository::toDomain);
  }

  /**
   * The device has its name for that owner. Leaves a claim on its way alone, its version included.
   */
  static void named(Handle transaction, DeviceId device, AccountId owner) {
    Sql.in(
            transaction,
            """
            INSERT INTO device_claim AS claim (device_id, owner, named, version)
            VALUES (:device, :owner, TRUE, 1)
            ON CONFLICT (device_id) DO UPDATE
               SET owner = EXCLUDED.owner,
                   named = TRUE,
                   version = claim.version + CASE WHEN claim.pending_owner IS NULL THEN 1 ELSE 0 END
             WHERE claim.owner IS DISTINCT FROM EXCLUDED.owner OR NOT claim.named
            """)
        .bind("device", device)
        .bind("owner", owner)
        .execute();
  }

  private static DeviceClaim toDomain(ResultSet row) throws SQLException {
    return new DeviceClaim(
        new DeviceId(row.getLong("device_id")),
        Columns.maybeLong(row, "owner").map(AccountId::new),
        row.getBoolean("named"),
        Columns.maybe(row, "pending_owner", JdbiDeviceClaimRepository::pending),
        row.getLong("version"));
  }

  private static Pending pending(ResultSet row) throws SQLException {
    return new Pending(
        new AccountId(row.getLong("pending_owner")),
        Columns.maybeLong(row, "pending_from").map(AccountId::new),
        row.getBoolean("pending_commanded"),
        Columns.instant(row, "pending_since"));
  }
}
