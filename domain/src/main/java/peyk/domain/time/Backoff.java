package peyk.domain.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The pauses between tries that fail: twice as long each time, up to a longest one.
 *
 * @param first the pause after one failure
 * @param longest no pause is longer
 */
public record Backoff(Duration first, Duration longest) {
  private static final int MOST_DOUBLINGS = 30;

  public Backoff {
    if (first.isNegative() || longest.compareTo(first) < 0) {
      throw new IllegalArgumentException("the longest pause is not shorter than the first");
    }
  }

  /**
   * @param failures in a row, from 1
   */
  public Duration pause(int failures) {
    var doubled = first.multipliedBy(1L << Math.clamp(failures - 1L, 0, MOST_DOUBLINGS));
    return doubled.compareTo(longest) < 0 ? doubled : longest;
  }

  /**
   * The same for many that fail at once: up to half of the pause is left out by chance, so that
   * they do not all come back at the same moment.
   *
   * @param failures in a row, from 1
   */
  public Duration pause(int failures, RandomGenerator random) {
    var pause = pause(failures);
    return pause.minusNanos(random.nextLong(pause.toNanos() / 2 + 1));
  }
}
