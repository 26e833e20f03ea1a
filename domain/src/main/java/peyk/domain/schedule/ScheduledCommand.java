package peyk.domain.schedule;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.sim.SimQuestions;
import peyk.domain.tracker.OperatorRedaction;

/** What trackers are sent by a schedule. */
public sealed interface ScheduledCommand {
  /** The command for one tracker; empty if there is nothing to send to it now. */
  Optional<CommandText> of(Device device, Instant now);

  /** How it is described to operators, without passwords. */
  String text();

  /** The same text for all. */
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

  /**
   * The USSD code by which the SIM's operator tells the balance, unless that is known and young.
   */
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

  /** The USSD code by which the operator tells the SIM's own number, unless that is known. */
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
