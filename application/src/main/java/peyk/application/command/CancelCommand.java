package peyk.application.command;

import peyk.domain.command.Command;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandLines;
import peyk.domain.time.ClusterTime;

/** Cancels a command for an operator, if that is still possible. */
public record CancelCommand(CommandLines commands, ClusterTime clock) {
  public sealed interface Outcome {
    /** It will not be sent; also if it was cancelled before. */
    record Cancelled(Command command) implements Outcome {}

    /** It was sent, or is being sent at this moment. */
    record Sent(Command command) implements Outcome {}

    /** It was answered or refused, or has expired. */
    record Over(Command command) implements Outcome {}

    record Unknown() implements Outcome {}
  }

  /**
   * @throws peyk.domain.StorageUnavailableException if it may not have been cancelled
   */
  public Outcome cancel(CommandId id) {
    var now = clock.now();
    commands
        .find(id)
        .ifPresent(command -> commands.change(command.device(), line -> line.cancel(id, now)));
    return commands.find(id).map(CancelCommand::outcome).orElseGet(Outcome.Unknown::new);
  }

  private static Outcome outcome(Command command) {
    return switch (command.state()) {
      case CANCELLED -> new Outcome.Cancelled(command);
      case WANTED, SENT -> new Outcome.Sent(command);
      case ANSWERED, REFUSED, EXPIRED -> new Outcome.Over(command);
    };
  }
}
