package peyk.domain.provisioning;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import peyk.domain.command.Command;
import peyk.domain.command.CommandState;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.TrackerCommand;
import peyk.domain.sim.SimQuestions;
import peyk.domain.time.Backoff;

/**
 * Decides the next step of provisioning: ask for the version, then for the unknown ones of IMSI,
 * SIM number and balance. A question without an answer is repeated after a wait that doubles each
 * time.
 *
 * @param delay the time after the tracker came online
 * @param answerTimeout the first timeout of an answer, and the first pause after a failed question
 * @param lifetime the time until provisioning is given up
 * @param questions the questions about the SIM
 */
public record ProvisioningPolicy(
    Duration delay, Duration answerTimeout, Duration lifetime, SimQuestions questions) {

  /** The longest wait, unless the answer timeout is longer. */
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** The number of questions to an operator that answers something else. */
  static final int OPERATOR_ATTEMPTS = 3;

  public ProvisioningPolicy {
    if (delay.isNegative() || !answerTimeout.isPositive() || lifetime.compareTo(delay) <= 0) {
      throw new IllegalArgumentException(
          "a tracker is asked after the delay, with some answer timeout, and before it is given up");
    }
  }

  public sealed interface Move {
    /** Waits for an event, or for this time. */
    record Wait(Duration duration) implements Move {}

    record Ask(CommandText question) implements Move {}

    /** Enters a step, which is decided on at once. */
    record Step(Provisioning to) implements Move {}

    /** Provisioning has ended. */
    record Rest() implements Move {}
  }

  /**
   * The result of {@link #next} where it does not depend on the device.
   *
   * @param asked the present command of this step, if any
   */
  public Optional<Move> nextOfAny(Provisioning present, Optional<Command> asked, Instant now) {
    if (present.step().isLast()) {
      return Optional.of(new Move.Rest());
    }
    if (!now.isBefore(endOf(present))) {
      return Optional.of(new Move.Step(present.givenUp(now)));
    }
    if (present.step() == ProvisioningStep.WAITING) {
      return Optional.of(await(present, now));
    }
    return asked
        .filter(command -> command.state() == CommandState.WANTED)
        .map(_ -> new Move.Wait(LONGEST_WAIT));
  }

  public Move next(Provisioning present, Optional<Command> asked, Device device, Instant now) {
    return nextOfAny(present, asked, now).orElseGet(() -> ask(present, asked, device, now));
  }

  /** The end of provisioning, when its questions expire too. */
  public Instant endOf(Provisioning provisioning) {
    return provisioning.startedAt().plus(lifetime);
  }

  private Move await(Provisioning present, Instant now) {
    var left = Duration.between(now, present.since().plus(delay));
    return left.isPositive()
        ? new Move.Wait(left)
        : new Move.Step(present.at(present.step().following(), now));
  }

  private Move ask(Provisioning present, Optional<Command> asked, Device device, Instant now) {
    var question = question(present.step(), device, now);
    if (question.isEmpty() || asked.filter(it -> settles(it, present)).isPresent()) {
      return new Move.Step(present.at(present.step().following(), now));
    }
    return asked
        .flatMap(command -> timeLeft(command, present.asked(), now))
        .<Move>map(Move.Wait::new)
        .orElseGet(() -> new Move.Ask(question.get()));
  }

  private Optional<CommandText> question(ProvisioningStep step, Device device, Instant now) {
    return switch (step) {
      case VERSION -> Optional.of(TrackerCommand.GET_VERSION);
      case IMSI ->
          device.has(Attributes.IMSI) ? Optional.empty() : Optional.of(TrackerCommand.GET_IMSI);
      case NUMBER -> questions.number(device);
      case BALANCE -> questions.balance(device, now);
      case WAITING, DONE, GAVE_UP -> Optional.empty();
    };
  }

  /**
   * Whether a question need not be repeated although the device lacks its answer. The answer may
   * take a moment to arrive there, or may never. The IMSI is always needed for the next questions.
   * An operator may say that it is busy, or answer another question.
   */
  private static boolean settles(Command command, Provisioning present) {
    return command.state() == CommandState.ANSWERED
        && switch (present.step()) {
          case NUMBER, BALANCE -> present.asked() >= OPERATOR_ATTEMPTS;
          case IMSI -> false;
          case WAITING, VERSION, DONE, GAVE_UP -> true;
        };
  }

  /** The time left until a command's answer is given up; empty if it is over. */
  private Optional<Duration> timeLeft(Command command, int asked, Instant now) {
    return command
        .endedAt()
        .or(command::sentAt)
        .map(at -> Duration.between(now, at.plus(timeoutAfter(asked))))
        .filter(Duration::isPositive);
  }

  private Duration timeoutAfter(int asked) {
    return new Backoff(answerTimeout, Collections.max(List.of(answerTimeout, LONGEST_WAIT)))
        .pause(asked);
  }
}
