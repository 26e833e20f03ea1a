package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Measures the delay of trackers' latest answers. Answers of more than an hour ago do not count.
 * Thread-safe.
 */
public final class AnswerDelays {
  private static final int REMEMBERED = 21;

  private static final Duration COUNTS = Duration.ofHours(1);

  private record Late(Duration delay, Instant arrived) {}

  private final Deque<Late> last = new ArrayDeque<>();

  /**
   * Adds an answer.
   *
   * @param received by Traccar, on its clock
   * @param arrived by this service, on its clock
   * @param difference Traccar's clock minus ours
   */
  public synchronized void add(Instant received, Instant arrived, ClockDifference difference) {
    var delay = Duration.between(received.minus(difference.middle()), arrived);
    last.add(new Late(delay.isNegative() ? Duration.ZERO : delay, arrived));
    if (last.size() > REMEMBERED) {
      last.remove();
    }
  }

  /**
   * The median of the last answers, so that a single stuck one does not matter; empty if there is
   * no recent one.
   *
   * @param now on our clock
   */
  public synchronized Optional<Duration> usual(Instant now) {
    var since = now.minus(COUNTS);
    var delays =
        last.stream()
            .filter(one -> !one.arrived().isBefore(since))
            .map(Late::delay)
            .sorted()
            .toList();
    return delays.isEmpty() ? Optional.empty() : Optional.of(delays.get(delays.size() / 2));
  }
}
