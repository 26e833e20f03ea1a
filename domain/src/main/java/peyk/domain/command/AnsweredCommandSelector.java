package peyk.domain.command;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Finds the command that a tracker's answer is for. An answer takes about three seconds and may be
 * lost. A command follows another only after an answer or a long wait. So an answer is taken for
 * the latest command that expects it: to take it for one whose own answer was lost would delay all
 * later ones. After an answer, no answer to an earlier command is expected.
 */
public final class AnsweredCommandSelector {
  /** How many of the latest commands are compared. */
  public static final int LATEST = 5;

  /**
   * The largest distance between a command and its answer. The answer may seem to come first,
   * because clocks differ.
   */
  static final Duration FAR = Duration.ofMinutes(10);

  private AnsweredCommandSelector() {}

  /**
   * @param latestFirst commands that the tracker was sent, or is being sent at this moment
   * @param answer whose time may be by another clock
   */
  public static Optional<Command> select(List<Command> latestFirst, CommandAnswer answer) {
    var open =
        latestFirst.stream()
            .takeWhile(command -> command.state() != CommandState.ANSWERED)
            .filter(command -> isOpen(command) && isNear(command, answer))
            .toList();
    return open.stream()
        .filter(command -> command.expected() == answer.kind())
        .findFirst()
        .or(() ->
            open.stream()
                .filter(command -> command.expected().isAnsweredBy(answer.kind()))
                .findFirst());
  }

  private static boolean isOpen(Command command) {
    return switch (command.state()) {
      case WANTED, SENT -> true;
      case ANSWERED, REFUSED, EXPIRED, CANCELLED -> false;
    };
  }

  /** A command that is being sent has no time yet. */
  private static boolean isNear(Command command, CommandAnswer answer) {
    return command
        .sentAt()
        .map(sent -> Duration.between(sent, answer.at()).abs())
        .filter(distance -> distance.compareTo(FAR) > 0)
        .isEmpty();
  }
}
