package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/**
 * An order to send a command to a tracker.
 *
 * @param notBefore when it may be sent at the earliest
 * @param expiresAt when it is of no use any more
 */
public record CommandOrder(
    DeviceId device, CommandText text, CommandOrigin origin, Instant notBefore, Instant expiresAt) {
  public CommandOrder {
    if (!expiresAt.isAfter(notBefore)) {
      throw new IllegalArgumentException("a command expires after it may be sent");
    }
  }

  /** To be sent as soon as possible. */
  public static CommandOrder now(
      DeviceId device, CommandText text, CommandOrigin origin, Instant now, Duration lifetime) {
    return new CommandOrder(device, text, origin, now, now.plus(lifetime));
  }
}
