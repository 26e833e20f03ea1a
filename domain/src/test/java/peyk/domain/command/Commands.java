package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.domain.command.CommandLines.Next.Taken;
import peyk.domain.command.CommandLines.Ordering.Ordered;
import peyk.domain.device.AnswerKind;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

/** Commands for tests. */
public final class Commands {
  private static final CommandOrigin TEST = new CommandOrigin("test");

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
    return order(device, text, TEST, now);
  }

  public static CommandOrder order(
      DeviceId device, String text, CommandOrigin origin, Instant now) {
    return CommandOrder.now(device, new CommandText(text), origin, now, policy().lifetime());
  }

  /** Orders a command that is not under way. */
  public static Command ordered(CommandLines commands, DeviceId device, String text, Instant now) {
    var ordering = commands.order(order(device, text, now), Optional.empty(), now);
    return ((Ordered) ordering).command();
  }

  public static Optional<Command> take(CommandLines commands, Instant now) {
    return commands.takeNext(now, policy()) instanceof Taken(var command)
        ? Optional.of(command)
        : Optional.empty();
  }

  /** Takes the next command and reports that it was sent. */
  public static Command send(CommandLines commands, Instant now) {
    var command = take(commands, now).orElseThrow();
    sent(commands, command, now);
    return command;
  }

  public static void sent(CommandLines commands, Command command, Instant at) {
    commands.change(command.device(), line -> line.sent(command.id(), at, policy()));
  }

  public static void answer(CommandLines commands, Command command, Instant at) {
    answer(commands, command.device(), command.expected(), at);
  }

  public static void answer(CommandLines commands, DeviceId device, AnswerKind kind, Instant at) {
    commands.change(device, line -> line.answered(new CommandAnswer(kind, at)));
  }

  public static void cancel(CommandLines commands, Command command, Instant at) {
    commands.change(command.device(), line -> line.cancel(command.id(), at));
  }

  /** A command that was sent, or is in another state. */
  public static Command command(
      long id, String text, CommandState state, Optional<Instant> sentAt) {
    return new Command(
        new CommandId(id),
        new DeviceId(7),
        new CommandText(text),
        state,
        TEST,
        Instant.EPOCH,
        Instant.EPOCH,
        Instant.MAX,
        1,
        sentAt,
        Optional.empty());
  }
}
