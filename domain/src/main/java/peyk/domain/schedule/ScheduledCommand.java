package peyk.domain.schedule;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.sim.SimQuestions;
import peyk.domain.tracker.OperatorRedaction;

/** The command of a schedule. */
public sealed interface ScheduledCommand {
  /** The command for one tracker; empty if it needs none now. */
  Optional<CommandText> of(Device device, Instant now);

  /** A description for operators, without passwords. */
  String text();

  /** The same text for all trackers. */
  record Text(CommandText command) implements ScheduledCommand {
    @Override
    public Optional<CommandText> of(Device device, Instant now) {
      return Optional.of(command);
    }

    @Override
    public String text() {
      return OperatorRedaction.command(command);
    }
  }

  /** The USSD code for the balance, unless a recent balance is known. */
  record AskBalance(SimQuestions questions) implements ScheduledCommand {
    @Override
    public Optional<CommandText> of(Device device, Instant now) {
      return questions.balanceOrImsi(device, now);
    }

    @Override
    public String text() {
      return "the question for the SIM's balance";
    }
  }

  /** The USSD code for the SIM's number, unless the number is known. */
  record AskNumber(SimQuestions questions) implements ScheduledCommand {
    @Override
    public Optional<CommandText> of(Device device, Instant now) {
      return questions.number(device);
    }

    @Override
    public String text() {
      return "the question for the SIM's number";
    }
  }
}
