package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * How late the last answers of trackers came to us; those of more than an hour ago tell nothing of
 * the present. For any thread.
 */
public final class AnswerDelays {
  private static final int REMEMBERED = 21;

  private static final Duration COUNTS = Duration.ofHours(1);

  private record Late(Duration delay, Instant heard) {}

  private final Deque<Late> last = new ArrayDeque<>();

  /**
   * Takes note of an answer.
   *
   * @param received by Traccar, on its clock
   * @param heard by us, on ours
   * @param difference how far Traccar's clock is ahead of ours
   */
  public synchronized void add(Instant received, Instant heard, ClockDifference difference) {
    var delay = Duration.between(received.minus(difference.middle()), heard);
    last.add(new Late(delay.isNegative() ? Duration.ZERO : delay, heard));
    if (last.size() > REMEMBERED) {
      last.remove();
    }
  }

  /**
   * The middle one of the last, of which a single one that got stuck makes no rule; empty if none
   * has come of late.
   *
   * @param now on our clock
   */
  public synchronized Optional<Duration> usual(Instant now) {
    var since = now.minus(COUNTS);
    var delays =
        last.stream()
            .filter(one -> !one.heard().isBefore(since))
            .map(Late::delay)
            .sorted()
            .toList();
    return delays.isEmpty() ? Optional.empty() : Optional.of(delays.get(delays.size() / 2));
  }
}
