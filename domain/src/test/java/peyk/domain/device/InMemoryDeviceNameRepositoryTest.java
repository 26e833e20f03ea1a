package peyk.domain.device;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.InMemoryJobs;
import peyk.domain.account.AccountId;
import peyk.domain.tracker.DeviceChangeRepository.Completion;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;

class InMemoryDeviceNameRepositoryTest extends DeviceNameRepositoryContract {
  private final InMemoryDeviceChangeRepository changes =
      new InMemoryDeviceChangeRepository(() -> Instant.EPOCH, new InMemoryJobs());

  @Override
  protected DeviceNameRepository names() {
    return changes.names();
  }

  @Override
  protected DeviceNameRepository namesOfAnotherReplica() {
    return changes.names();
  }

  @Override
  protected void named(DeviceId device, AccountId owner) {
    changes.complete(
        device,
        new Completion(List.of(), List.of(), List.of(), Map.of(), List.of(), Optional.of(owner)));
  }
}
