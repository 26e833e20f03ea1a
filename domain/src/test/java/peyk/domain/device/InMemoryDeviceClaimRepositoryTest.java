package peyk.domain.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import peyk.domain.InMemoryJobs;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;

class InMemoryDeviceClaimRepositoryTest extends DeviceClaimRepositoryContract {
  private final InMemoryDeviceChangeRepository changes =
      new InMemoryDeviceChangeRepository(() -> Instant.EPOCH, new InMemoryJobs());

  @Override
  protected DeviceClaimRepository claims() {
    return changes.claims();
  }

  @Override
  protected DeviceClaimRepository claimsOfAnotherReplica() {
    return changes.claims();
  }

  @Override
  protected Optional<Instant> due(JobKind kind, DeviceId device) {
    return changes.jobs().due(kind, device.toString());
  }

  @Override
  protected List<DevicePatch> patches(DeviceId device) {
    return changes.waiting(device, Integer.MAX_VALUE).stream()
        .map(Patch.class::cast)
        .map(Patch::patch)
        .toList();
  }
}
