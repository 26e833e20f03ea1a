package peyk.adapters.postgres.device;

import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Sql;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;

/** Adds patches to {@code device_patch}, in the transaction of what they follow from. */
public record Patches(ClusterTime clock) {
  public void add(Handle transaction, DeviceId device, DevicePatch patch) {
    Sql.in(
            transaction,
            "INSERT INTO device_patch (device_id, patch) VALUES (:device, :patch::jsonb)")
        .bind("device", device)
        .bind("patch", PatchJson.write(patch))
        .execute();
    Wakeups.wake(transaction, JobKind.UPDATE_DEVICE, device.toString(), clock.now());
  }
}
