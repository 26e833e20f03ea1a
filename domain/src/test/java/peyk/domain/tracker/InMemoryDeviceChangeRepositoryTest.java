package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.InMemoryJobs;
import peyk.domain.command.CommandLines;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;

class InMemoryDeviceChangeRepositoryTest extends DeviceChangeRepositoryContract {
  private final InMemoryDeviceChangeRepository changes =
      new InMemoryDeviceChangeRepository(() -> Instant.EPOCH, new InMemoryJobs());

  @Override
  protected DeviceChangeRepository changes() {
    return changes;
  }

  @Override
  protected EventInbox inbox() {
    return changes.inbox();
  }

  @Override
  protected DeviceClaimRepository claims() {
    return changes.claims();
  }

  @Override
  protected CommandLines commands() {
    return changes.commands();
  }

  @Override
  protected boolean isAwake(JobKind kind, DeviceId device) {
    return changes.jobs().due(kind, device.toString()).isPresent();
  }
}
