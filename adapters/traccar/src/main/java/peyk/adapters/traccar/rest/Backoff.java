package peyk.adapters.traccar.rest;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before trying again: up to twice as long each time, and by chance within that
 * (full jitter), so that not everybody comes back at the same moment.
 */
public final class Backoff {
  private final Duration shortest;
  private final Duration longest;
  private final RandomGenerator random;
  private Duration next;

  public Backoff(Duration shortest, Duration longest, RandomGenerator random) {
    this.shortest = shortest;
    this.longest = longest;
    this.random = random;
    next = shortest;
  }

  public synchronized Duration next() {
    var pause = Duration.ofNanos(random.nextLong(next.toNanos() + 1));
    var doubled = next.multipliedBy(2);
    next = doubled.compareTo(longest) < 0 ? doubled : longest;
    return pause;
  }

  /** It went well: the next wait is short again. */
  public synchronized void reset() {
    next = shortest;
  }
}
