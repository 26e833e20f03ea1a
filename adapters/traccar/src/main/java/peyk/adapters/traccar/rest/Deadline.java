package peyk.adapters.traccar.rest;

import java.time.Duration;

/** Until when something must be done. */
public record Deadline(long nanoTime) {
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  public long nanosLeft() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  public boolean leaves(Duration time) {
    return nanosLeft() >= time.toNanos();
  }
}
