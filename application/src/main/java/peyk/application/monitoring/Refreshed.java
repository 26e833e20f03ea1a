package peyk.application.monitoring;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A value for metrics. It is read in the background if it is old when somebody asks for it. Nobody
 * waits long for it, so that metrics are answered while the source of the value is away.
 */
public final class Refreshed<T> {
  /**
   * How old a value may get, and how long somebody waits for a new one.
   *
   * @param age from which on a value is read again
   * @param timeout the longest wait; afterwards the last value is good enough
   * @param nanos a stopwatch, as {@link System#nanoTime}
   */
  public record Pace(Duration age, Duration timeout, LongSupplier nanos) {}

  private final Supplier<T> read;
  private final Pace pace;
  private final Consumer<Throwable> onFailure;
  private final AtomicBoolean isReading = new AtomicBoolean();
  private volatile T value;
  private volatile boolean succeeded;
  private volatile long begunAt;

  /**
   * @param first the value until one was read
   * @param onFailure is told of each reading that fails
   */
  public Refreshed(T first, Supplier<T> read, Pace pace, Consumer<Throwable> onFailure) {
    this.value = first;
    this.read = read;
    this.pace = pace;
    this.onFailure = onFailure;
    this.begunAt = pace.nanos().getAsLong() - pace.age().toNanos() - 1;
  }

  /** The value of the last reading that succeeded. */
  public T latest() {
    if (isOld() && isReading.compareAndSet(false, true)) {
      await(begin());
    }
    return value;
  }

  /** Whether the last reading succeeded, and none takes longer than the timeout now. */
  public boolean isKnown() {
    latest();
    return succeeded && !(isReading.get() && hasPassed(pace.timeout()));
  }

  private boolean isOld() {
    return hasPassed(pace.age());
  }

  private boolean hasPassed(Duration time) {
    return pace.nanos().getAsLong() - begunAt > time.toNanos();
  }

  private CountDownLatch begin() {
    begunAt = pace.nanos().getAsLong();
    var ended = new CountDownLatch(1);
    Thread.ofVirtual()
        .name("metrics")
        .start(() -> {
          succeeded = tryToRead();
          isReading.set(false);
          ended.countDown();
        });
    return ended;
  }

  private boolean tryToRead() {
    try {
      value = read.get();
      return true;
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
      return false;
    }
  }

  @SuppressWarnings("ReturnValueIgnored") // either way there is a value to show
  private void await(CountDownLatch ended) {
    try {
      ended.await(pace.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
