package peyk.domain.schedule;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.sim.SimQuestions;
import peyk.domain.tracker.OperatorRedaction;

/** The command of a schedule. */
public sealed interface ScheduledCommand {
  /** The same text for all trackers. */
  record Text(CommandText command) implements ScheduledCommand {}

  /** The USSD code for the balance, unless a recent balance is known. */
  record AskBalance(SimQuestions questions) implements ScheduledCommand {}

  /** The USSD code for the SIM's number, unless the number is known. */
  record AskNumber(SimQuestions questions) implements ScheduledCommand {}

  /** The command for one tracker; empty if it needs none now. */
  default Optional<CommandText> of(Device device, Instant now) {
    return switch (this) {
      case Text(var command) -> Optional.of(command);
      case AskBalance(var questions) -> questions.balanceOrImsi(device, now);
      case AskNumber(var questions) -> questions.number(device);
    };
  }

  /** A description for operators, without passwords. */
  default String text() {
    return switch (this) {
      case Text(var command) -> OperatorRedaction.command(command);
      case AskBalance _ -> "the question for the SIM's balance";
      case AskNumber _ -> "the question for the SIM's number";
    };
  }
}
