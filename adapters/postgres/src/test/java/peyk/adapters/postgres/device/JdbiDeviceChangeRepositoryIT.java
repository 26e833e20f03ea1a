package peyk.adapters.postgres.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.command.CommandLines;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceClaimRepository;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.DeviceChange.Patch;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.DeviceChangeRepositoryContract;
import peyk.domain.tracker.EventInbox;

class JdbiDeviceChangeRepositoryIT extends DeviceChangeRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected DeviceChangeRepository changes() {
    return REPLICAS.one().deviceChanges(Commands.policy());
  }

  @Override
  protected EventInbox inbox() {
    return REPLICAS.one().eventInbox();
  }

  @Override
  protected DeviceClaimRepository claims() {
    return REPLICAS.one().deviceClaims();
  }

  @Override
  protected CommandLines commands() {
    return REPLICAS.one().commands();
  }

  @Override
  protected boolean isAwake(JobKind kind, DeviceId device) {
    return REPLICAS.due(kind, device.toString()).isPresent();
  }

  @Test
  void text_that_no_column_takes_is_stored_with_replacement_characters() {
    var device = new DeviceId(7);
    changes().add(device, new DevicePatch(Map.of("k\0", "a\0b\uD800"), List.of("d\0")));
    assertThat(changes().waiting(device, 1))
        .singleElement()
        .isInstanceOfSatisfying(
            Patch.class,
            patch ->
                assertThat(patch.patch())
                    .isEqualTo(
                        new DevicePatch(Map.of("k\uFFFD", "a\uFFFDb\uFFFD"), List.of("d\uFFFD"))));
    changes()
        .complete(
            device,
            new DeviceChangeRepository.Completion(
                List.of(),
                List.of(),
                List.of(),
                Map.of("baallparams", "1:\0😀"),
                List.of(),
                Optional.empty()));
    assertThat(changes().overflow(device)).isEqualTo(Map.of("baallparams", "1:\uFFFD😀"));
  }
}
