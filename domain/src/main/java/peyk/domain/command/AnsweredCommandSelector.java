package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Finds the command that a tracker's answer is for. An answer takes about three seconds and may be
 * lost; commands follow one another only after an answer or a long wait. So of several that would
 * expect it, it is rather for the latest: to take it for one whose own answer was lost would put
 * off all that follow. Once a command is answered, no answer is expected to those before it.
 */
public final class AnsweredCommandSelector {
  /** So many of the latest are looked at. */
  public static final int LATEST = 5;

  /**
   * An answer that is further away from its command, after it or, as clocks differ, before it,
   * belongs to something else.
   */
  static final Duration FAR = Duration.ofMinutes(10);

  private AnsweredCommandSelector() {}

  /**
   * @param latestFirst what the tracker was sent, or is being sent at this moment
   * @param at when the answer came, by whatever clock
   */
  public static Optional<Command> select(List<Command> latestFirst, AnswerKind kind, Instant at) {
    var open =
        latestFirst.stream()
            .takeWhile(command -> command.state() != CommandState.ANSWERED)
            .filter(command -> isOpen(command) && isNear(command, at))
            .toList();
    return open.stream()
        .filter(command -> command.expected() == kind)
        .findFirst()
        .or(() ->
            open.stream().filter(command -> command.expected().isAnsweredBy(kind)).findFirst());
  }

  private static boolean isOpen(Command command) {
    return switch (command.state()) {
      case WANTED, SENT -> true;
      case ANSWERED, REFUSED, EXPIRED, CANCELLED -> false;
    };
  }

  /** Of one that is only being sent it is not known when it was. */
  private static boolean isNear(Command command, Instant at) {
    return command
        .sentAt()
        .map(sent -> Duration.between(sent, at).abs())
        .filter(distance -> distance.compareTo(FAR) > 0)
        .isEmpty();
  }
}
