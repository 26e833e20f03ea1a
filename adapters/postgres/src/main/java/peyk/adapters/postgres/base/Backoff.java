package peyk.adapters.postgres.base;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long a job that failed rests: 1 s, 2 s, 4 s … up to a minute, each a little uneven. */
public final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int DOUBLINGS = 6;
  private static final double JITTER = 0.1;

  private final RandomGenerator random;

  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /**
   * @param failures how often it has failed in a row before
   */
  public Duration after(int failures) {
    var doubled = FIRST.multipliedBy(1L << Math.clamp(failures, 0, DOUBLINGS));
    var pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    return Duration.ofMillis((long) (pause.toMillis() * (1 + JITTER * random.nextDouble())));
  }
}
