package peyk.adapters.postgres.device;

import java.time.InstantSource;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.job.Wakeups;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.JobKind;

/** Adds patches to {@code device_patch}, in the transaction of what they follow from. */
public final class Patches {
  private final InstantSource clock;

  public Patches(InstantSource clock) {
    this.clock = clock;
  }

  public void add(Handle transaction, DeviceId device, DevicePatch patch) {
    transaction
        .createUpdate("INSERT INTO device_patch (device_id, patch) VALUES (:device, :patch::jsonb)")
        .bind("device", device.value())
        .bind("patch", PatchJson.write(patch))
        .execute();
    Wakeups.wake(transaction, JobKind.UPDATE_DEVICE, device.toString(), clock.instant());
  }
}
