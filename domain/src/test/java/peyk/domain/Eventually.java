package peyk.domain;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for other threads and processes, up to a timeout that even a busy machine keeps. The pauses
 * between two checks grow, because many conditions send a request or a query.
 */
public final class Eventually {
  public static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final long SHORTEST_POLL_NANOS = Duration.ofMillis(1).toNanos();
  private static final long LONGEST_POLL_NANOS = Duration.ofMillis(50).toNanos();

  private Eventually() {}

  /**
   * @param what completes the sentence "it did not happen that …"
   */
  public static void until(String what, BooleanSupplier condition) {
    until(what, TIMEOUT, condition);
  }

  /**
   * @param what completes the sentence "it did not happen that …"
   */
  public static void until(String what, Duration timeout, BooleanSupplier condition) {
    var begun = System.nanoTime();
    while (!condition.getAsBoolean()) {
      var waited = System.nanoTime() - begun;
      if (waited > timeout.toNanos()) {
        throw new AssertionError("it did not happen within %s that %s".formatted(timeout, what));
      }
      LockSupport.parkNanos(Math.clamp(waited / 16, SHORTEST_POLL_NANOS, LONGEST_POLL_NANOS));
    }
  }

  /** Waits for a latch; an interruption is a failure. */
  public static void await(CountDownLatch latch) {
    try {
      if (!latch.await(TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the latch was not released within " + TIMEOUT);
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
