package peyk.adapters.sandbox;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One lock around the whole state of a simulated server, and a way to wait for a change of it. */
public final class StateLock {
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

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

  /** Waits until the condition holds; it is looked at with the state to itself, at each change. */
  public boolean await(Duration patience, BooleanSupplier condition) {
    lock.lock();
    try {
      var left = patience.toNanos();
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
   * Waits until a condition holds that may take its time and may itself call the simulated server,
   * and so must not have the state to itself.
   */
  public boolean awaitFreely(Duration patience, BooleanSupplier condition) {
    var deadline = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      var left = Duration.ofNanos(deadline - System.nanoTime());
      if (!left.isPositive() || Thread.currentThread().isInterrupted()) {
        return false;
      }
      var another = new AtomicBoolean();
      await(left.compareTo(LOOK_EVERY) < 0 ? left : LOOK_EVERY, () -> another.getAndSet(true));
    }
    return true;
  }

  /** As {@link #await}, but throws where the condition is not met in time. */
  public void expect(String what, Duration patience, BooleanSupplier condition) {
    if (!await(patience, condition)) {
      throw new IllegalStateException(
          what
              + " did not happen within "
              + TimeUnit.NANOSECONDS.toMillis(patience.toNanos())
              + " ms");
    }
  }
}
