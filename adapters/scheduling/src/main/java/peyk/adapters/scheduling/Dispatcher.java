package peyk.adapters.scheduling;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/**
 * Takes step after step on a few threads: at once as long as there is something to do, else after a
 * short pause, and after a failure after a longer one each time.
 */
public final class Dispatcher implements AutoCloseable {
  private static final Duration FAREWELL = Duration.ofSeconds(10);

  /**
   * @param idle after there was nothing to do
   * @param firstRetry after a failure, doubled each time
   * @param longestRetry no pause is longer
   */
  public record Pauses(Duration idle, Duration firstRetry, Duration longestRetry) {
    /** What is due is found within a tenth of a second. */
    public static final Pauses USUAL =
        new Pauses(Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(10));
  }

  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Thread> threads;

  /**
   * Begins at once.
   *
   * @param name what is done, for the log
   * @param step does one thing; false if there was nothing to do. A failure is logged
   */
  public Dispatcher(String name, int threads, Pauses pauses, BooleanSupplier step) {
    this.threads =
        IntStream.rangeClosed(1, threads)
            .mapToObj(number ->
                Thread.ofVirtual()
                    .name(name + "-" + number)
                    .start(new Loop(name, pauses, step, this::pause)))
            .toList();
  }

  private boolean pause(Duration time) throws InterruptedException {
    return !closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Takes no more steps, and waits for those that have begun. */
  @Override
  public void close() {
    closed.countDown();
    try {
      for (var thread : threads) {
        thread.join(FAREWELL);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
