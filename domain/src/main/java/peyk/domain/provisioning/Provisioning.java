package peyk.domain.provisioning;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.command.CommandId;
import peyk.domain.device.DeviceId;

/**
 * The provisioning of one tracker.
 *
 * @param since the start of the present step
 * @param command the last question of the present step
 * @param asked the number of questions in the present step
 */
public record Provisioning(
    DeviceId device,
    ProvisioningStep step,
    Instant startedAt,
    Instant since,
    Optional<CommandId> command,
    int asked) {
  public static Provisioning begin(DeviceId device, Instant now) {
    return new Provisioning(device, ProvisioningStep.WAITING, now, now, Optional.empty(), 0);
  }

  Provisioning at(ProvisioningStep next, Instant now) {
    return new Provisioning(device, next, startedAt, now, Optional.empty(), 0);
  }

  /** After the service gave up. */
  public Provisioning givenUp(Instant now) {
    return at(ProvisioningStep.GAVE_UP, now);
  }

  /** After the tracker was asked. */
  public Provisioning asking(CommandId id) {
    return new Provisioning(device, step, startedAt, since, Optional.of(id), asked + 1);
  }
}
