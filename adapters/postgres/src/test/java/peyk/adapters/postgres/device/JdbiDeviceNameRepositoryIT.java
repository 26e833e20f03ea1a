package peyk.adapters.postgres.device;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.account.AccountId;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceNameRepository;
import peyk.domain.device.DeviceNameRepositoryContract;
import peyk.domain.tracker.DeviceChangeRepository.Completion;

class JdbiDeviceNameRepositoryIT extends DeviceNameRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected DeviceNameRepository names() {
    return REPLICAS.one().deviceNames();
  }

  @Override
  protected DeviceNameRepository namesOfAnotherReplica() {
    return REPLICAS.other().deviceNames();
  }

  @Override
  protected void named(DeviceId device, AccountId owner) {
    REPLICAS
        .other()
        .deviceChanges(Commands.policy())
        .complete(
            device,
            new Completion(
                List.of(), List.of(), List.of(), Map.of(), List.of(), Optional.of(owner)));
  }
}
