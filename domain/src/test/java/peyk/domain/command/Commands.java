package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/** Commands for tests. */
public final class Commands {
  private Commands() {}

  /** As the service is usually set up. */
  public static CommandPolicy policy() {
    return new CommandPolicy(
        20,
        Duration.ofSeconds(5),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(30),
        Duration.ofHours(1));
  }

  /** To be sent at once, and of use as long as the policy says. */
  public static CommandOrder order(DeviceId device, String text, Instant now) {
    return CommandOrder.now(device, new CommandText(text), "test", now, policy().lifetime());
  }

  /** A command that was sent, or is in another state. */
  public static Command command(
      long id, String text, CommandState state, Optional<Instant> sentAt) {
    return new Command(
        new CommandId(id),
        new DeviceId(7),
        new CommandText(text),
        state,
        "test",
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.MAX,
        1,
        sentAt,
        Optional.empty());
  }
}
