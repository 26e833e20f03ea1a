package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/**
 * The wish that a tracker be sent a command.
 *
 * @param origin as in {@link Command}
 */
public record CommandOrder(
    DeviceId device, CommandText text, String origin, Instant notBefore, Instant expiresAt) {
  public CommandOrder {
    if (!expiresAt.isAfter(notBefore)) {
      throw new IllegalArgumentException("a command expires after it may be sent");
    }
  }

  /** To be sent as soon as possible. */
  public static CommandOrder now(
      DeviceId device, CommandText text, String origin, Instant now, Duration lifetime) {
    return new CommandOrder(device, text, origin, now, now.plus(lifetime));
  }
}
