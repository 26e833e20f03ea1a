package peyk.adapters.traccar;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import peyk.adapters.traccar.rest.Deadline;

/** Waits for what happens in other threads. */
public final class Eventually {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(3);

  private Eventually() {}

  public static void holds(String what, BooleanSupplier condition) {
    var deadline = Deadline.in(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (deadline.nanosLeft() == 0) {
        throw new AssertionError("in vain it was waited until " + what);
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
  }
}
