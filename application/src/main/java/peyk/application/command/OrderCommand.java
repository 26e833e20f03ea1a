package peyk.application.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.domain.IdempotencyKey;
import peyk.domain.command.CommandLines;
import peyk.domain.command.CommandLines.Ordering;
import peyk.domain.command.CommandOrder;
import peyk.domain.command.CommandOrigin;
import peyk.domain.command.CommandPolicy;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.time.ClusterTime;

/** Orders a command for an operator, to be sent as soon as possible. */
public record OrderCommand(
    CommandLines commands, DeviceGateway devices, CommandPolicy policy, ClusterTime clock) {
  /**
   * An operator's request.
   *
   * @param lifetime how long the command is of use; empty = as long as usual
   */
  public record Request(
      Imei imei, String text, Optional<Duration> lifetime, Optional<IdempotencyKey> key) {
    public Request {
      if (lifetime.filter(life -> !life.isPositive()).isPresent()) {
        throw new IllegalArgumentException("the lifetime of a command is positive");
      }
    }
  }

  public sealed interface Outcome {
    record Placed(Ordering ordering) implements Outcome {}

    /** Traccar knows no tracker with that IMEI. */
    record UnknownTracker() implements Outcome {}

    /** The text would not reach the tracker unchanged. */
    record UnusableText(CommandText.Fault fault) implements Outcome {}
  }

  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked for the tracker
   * @throws peyk.domain.StorageUnavailableException if it may not have been stored
   */
  public Outcome order(Request request) {
    return CommandText.fault(request.text())
        .<Outcome>map(Outcome.UnusableText::new)
        .orElseGet(() -> order(new CommandText(request.text()), request));
  }

  private Outcome order(CommandText text, Request request) {
    return devices
        .find(request.imei())
        .map(Device::id)
        .map(device -> order(device, text, request, clock.now()))
        .orElseGet(Outcome.UnknownTracker::new);
  }

  private Outcome order(DeviceId device, CommandText text, Request request, Instant now) {
    var lifetime = request.lifetime().orElse(policy.lifetime());
    var order = CommandOrder.now(device, text, CommandOrigin.ADMIN, now, lifetime);
    return new Outcome.Placed(commands.order(order, request.key(), now));
  }
}
