package peyk.adapters.postgres.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.StorageUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceNameRepository;
import peyk.domain.device.DeviceNameRepositoryContract;
import peyk.domain.tracker.DeviceChangeRepository.Completion;

class JdbiDeviceNameRepositoryIT extends DeviceNameRepositoryContract {
  private static final DeviceId DEVICE = new DeviceId(7);
  private static final AccountId ALI = new AccountId(11);

  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Test
  void no_connection_is_held_while_traccar_is_asked() {
    names()
        .reserve(
            ALI,
            DEVICE,
            () -> {
              assertThat(REPLICAS.connectionsInUse()).isZero();
              return List.of();
            });
  }

  @Test
  void a_name_that_is_reserved_and_reaches_traccar_while_that_is_asked_is_seen_all_the_same() {
    var other = new DeviceId(8);
    var inTraccar = new ArrayList<List<String>>(List.of(List.of(), List.of("خودرو 1")));
    assertThat(
            names()
                .reserve(
                    ALI,
                    DEVICE,
                    () -> {
                      if (inTraccar.size() == 2) {
                        namesOfAnotherReplica().reserve(ALI, other, List::of);
                        named(other, ALI);
                      }
                      return inTraccar.removeFirst();
                    }))
        .isEqualTo(2);
  }

  @Test
  void an_owner_whose_devices_keep_getting_names_is_an_outage() {
    var others = new AtomicLong(100);
    assertThatThrownBy(() -> names().reserve(ALI, DEVICE, () -> nameNext(others)))
        .isInstanceOf(StorageUnavailableException.class);
    assertThat(names().reserve(ALI, DEVICE, List::of)).isPositive();
  }

  private List<String> nameNext(AtomicLong others) {
    assertThat(others.get()).as("Traccar is not asked for ever").isLessThan(150);
    var other = new DeviceId(others.incrementAndGet());
    namesOfAnotherReplica().reserve(ALI, other, List::of);
    named(other, ALI);
    return List.of();
  }

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
