package peyk.adapters.sandbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One lock for the whole state of a simulated server, and a way to wait for its changes. */
public final class StateLock {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  public <T> T call(Supplier<T> work) {
    lock.lock();
    try {
      return work.get();
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  public void run(Runnable work) {
    lock.lock();
    try {
      work.run();
    } finally {
      changed.signalAll();
      lock.unlock();
    }
  }

  /** Waits until a condition holds. It is checked after each change, under the lock. */
  public boolean await(Duration timeout, BooleanSupplier condition) {
    lock.lock();
    try {
      var left = timeout.toNanos();
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          return false;
        }
        left = changed.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits as {@link #await} does.
   *
   * @throws IllegalStateException if the condition does not hold in time
   */
  public void expect(String what, Duration timeout, BooleanSupplier condition) {
    if (!await(timeout, condition)) {
      throw new IllegalStateException(
          what
              + " did not happen within "
              + TimeUnit.NANOSECONDS.toMillis(timeout.toNanos())
              + " ms");
    }
  }
}
