package peyk.domain.provisioning;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.domain.command.Command;
import peyk.domain.command.CommandState;
import peyk.domain.device.Attributes;
import peyk.domain.device.CommandText;
import peyk.domain.device.Device;
import peyk.domain.device.TrackerCommand;
import peyk.domain.sim.SimQuestions;

/**
 * What is done next to provision a tracker: its version is asked for, then its IMSI, its SIM's
 * number and its balance, each unless it is known; a question without an answer is asked again,
 * after a wait that is twice as long each time.
 *
 * @param delay after the tracker came online
 * @param patience how long the answer to a question that was sent is waited for at first, and how
 *     long after one that came to nothing it is asked again
 * @param lifetime after which provisioning is given up
 * @param questions which questions there are about the SIM, and when they need not be asked
 */
public record ProvisioningPolicy(
    Duration delay, Duration patience, Duration lifetime, SimQuestions questions) {

  /** No wait is longer, unless patience itself is. */
  static final Duration LONGEST_WAIT = Duration.ofHours(1);

  /** So often an operator is asked that answers something else. */
  static final int OPERATOR_ATTEMPTS = 3;

  private static final int MOST_DOUBLINGS = 20;

  public ProvisioningPolicy {
    if (delay.isNegative() || !patience.isPositive() || lifetime.compareTo(delay) <= 0) {
      throw new IllegalArgumentException(
          "a tracker is asked after the delay, with some patience, and before it is given up");
    }
  }

  /** What is to be done. */
  public sealed interface Move {
    /** Nothing, until something happens or the time is up. */
    record Wait(Duration duration) implements Move {}

    /** Asks the tracker. */
    record Ask(CommandText question) implements Move {}

    /** The next step has been reached; it is to be looked at at once. */
    record Step(Provisioning to) implements Move {}

    /** Nothing, ever. */
    record Rest() implements Move {}
  }

  /**
   * What {@link #next} says, if it says that whatever the device is like.
   *
   * @param asked the command of the present step as it is now, if there was one
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

  /**
   * @param asked the command of the present step as it is now, if there was one
   */
  public Move next(Provisioning present, Optional<Command> asked, Device device, Instant now) {
    return nextOfAny(present, asked, now).orElseGet(() -> ask(present, asked, device, now));
  }

  /** When a provisioning is given up, and so when its questions are of no use any more. */
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
   * Whether a question need not be asked again, though the device does not show what was asked for:
   * that takes a moment after the answer, and may never be. The next questions depend on the IMSI;
   * what an operator says may be that it has no time, or be for another question.
   */
  private static boolean settles(Command command, Provisioning present) {
    return command.state() == CommandState.ANSWERED
        && switch (present.step()) {
          case NUMBER, BALANCE -> present.asked() >= OPERATOR_ATTEMPTS;
          case IMSI -> false;
          case WAITING, VERSION, DONE, GAVE_UP -> true;
        };
  }

  /** How long to wait for what a command may yet bring; empty if that is over. */
  private Optional<Duration> timeLeft(Command command, int asked, Instant now) {
    return command
        .endedAt()
        .or(command::sentAt)
        .map(at -> Duration.between(now, at.plus(patienceAfter(asked))))
        .filter(Duration::isPositive);
  }

  private Duration patienceAfter(int asked) {
    var longest = longer(patience, LONGEST_WAIT);
    var doublings = Math.min(Math.max(asked, 1) - 1, MOST_DOUBLINGS);
    var wait = patience.multipliedBy(1L << doublings);
    return wait.compareTo(longest) < 0 ? wait : longest;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
