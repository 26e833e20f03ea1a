package peyk.adapters.ftp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for a condition that another thread brings about. */
final class Eventually {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long POLL_INTERVAL = TimeUnit.MILLISECONDS.toNanos(3);

  private Eventually() {}

  static void holds(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("timed out before " + what);
      }
      LockSupport.parkNanos(POLL_INTERVAL);
    }
  }
}
