package peyk.adapters.traccar;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import peyk.adapters.traccar.rest.Deadline;

/** Waits for other threads. */
public final class Eventually {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(3);

  private Eventually() {}

  public static void holds(String what, BooleanSupplier condition) {
    var deadline = Deadline.in(TIMEOUT);
    while (!condition.getAsBoolean()) {
      if (deadline.nanosLeft() == 0) {
        throw new AssertionError("timed out waiting until " + what);
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }
}
