package peyk.adapters.postgres.device;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceClaimRepositoryContract;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.DeviceChange.Patch;

class JdbiDeviceClaimRepositoryIT extends DeviceClaimRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected DeviceClaimRepository claims() {
    return REPLICAS.one().deviceClaims();
  }

  @Override
  protected DeviceClaimRepository claimsOfAnotherReplica() {
    return REPLICAS.other().deviceClaims();
  }

  @Override
  protected Optional<Instant> due(JobKind kind, DeviceId device) {
    return REPLICAS.due(kind, device.toString());
  }

  @Override
  protected List<DevicePatch> patches(DeviceId device) {
    return REPLICAS.one().deviceChanges(Commands.policy()).waiting(device, 100).stream()
        .map(Patch.class::cast)
        .map(Patch::patch)
        .toList();
  }
}
