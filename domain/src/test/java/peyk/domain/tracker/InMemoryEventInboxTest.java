package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.InMemoryJobs;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;

class InMemoryEventInboxTest extends EventInboxContract {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final InMemoryDeviceChangeRepository changes =
      new InMemoryDeviceChangeRepository(() -> NOW, new InMemoryJobs());

  @Override
  protected EventInbox inbox() {
    return changes.inbox();
  }

  @Override
  protected EventInbox inboxOfAnotherReplica() {
    return changes.inbox();
  }

  @Override
  protected DeviceChangeRepository changes() {
    return changes;
  }

  @Override
  protected Instant now() {
    return NOW;
  }

  @Override
  protected int wakeups(DeviceId device) {
    return changes.jobs().wakeups(JobKind.UPDATE_DEVICE, device.toString());
  }
}
