package peyk.adapters.traccar;

import java.time.Duration;

/** Until when something must be done. */
record Deadline(long nanoTime) {
  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  long nanosLeft() {
    return Math.max(0, nanoTime - System.nanoTime());
  }

  boolean leaves(Duration time) {
    return nanosLeft() >= time.toNanos();
  }
}
