package peyk.domain.provisioning;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.command.CommandId;
import peyk.domain.device.DeviceId;

/**
 * The provisioning of one tracker.
 *
 * @param since when the present step began
 * @param command what the tracker was asked in the present step, last
 * @param asked how often it was asked in the present step
 */
public record Provisioning(
    DeviceId device,
    ProvisioningStep step,
    Instant startedAt,
    Instant since,
    Optional<CommandId> command,
    int asked) {
  /** Of a tracker that came online for the first time, or that is to be asked all over again. */
  public static Provisioning begin(DeviceId device, Instant now) {
    return new Provisioning(device, ProvisioningStep.WAITING, now, now, Optional.empty(), 0);
  }

  Provisioning at(ProvisioningStep next, Instant now) {
    return new Provisioning(device, next, startedAt, now, Optional.empty(), 0);
  }

  /** The same when nothing more is to be expected of the tracker. */
  public Provisioning givenUp(Instant now) {
    return at(ProvisioningStep.GAVE_UP, now);
  }

  /** The same after the tracker was asked. */
  public Provisioning asking(CommandId id) {
    return new Provisioning(device, step, startedAt, since, Optional.of(id), asked + 1);
  }
}
