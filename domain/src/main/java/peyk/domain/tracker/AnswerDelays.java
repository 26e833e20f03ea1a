package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How late the last answers of trackers came to us. For any thread. */
public final class AnswerDelays {
  private static final int REMEMBERED = 21;

  private final Deque<Duration> last = new ArrayDeque<>();

  /**
   * Takes note of an answer.
   *
   * @param received by Traccar, on its clock
   * @param heard by us, on ours
   * @param difference how far Traccar's clock is ahead of ours
   */
  public synchronized void add(Instant received, Instant heard, ClockDifference difference) {
    var delay = Duration.between(received.minus(difference.middle()), heard);
    last.add(delay.isNegative() ? Duration.ZERO : delay);
    if (last.size() > REMEMBERED) {
      last.remove();
    }
  }

  /**
   * The middle one of the last, of which a single one that got stuck makes no rule; empty before
   * the first.
   */
  public synchronized Optional<Duration> usual() {
    return last.isEmpty()
        ? Optional.empty()
        : Optional.of(last.stream().sorted().toList().get(last.size() / 2));
  }
}
