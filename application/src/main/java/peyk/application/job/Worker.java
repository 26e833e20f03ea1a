package peyk.application.job;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import peyk.domain.time.Backoff;

/**
 * A named loop of this process: takes a step, waits, and takes the next. A signal ends the wait
 * early. After failures it waits longer each time, whether it is signalled or not. Work that must
 * be done once in the cluster, or must survive the process, is a {@link Job} instead.
 */
public final class Worker implements AutoCloseable {
  private static final Backoff STEP_RETRY =
      new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10));
  private static final Duration SHUTDOWN_TIMEOUT = Duration.ofSeconds(10);

  /** One round of the work. */
  @FunctionalInterface
  public interface Step {
    /**
     * @return how long to wait for a signal before the next step
     * @throws InterruptedException if it was waiting when the worker was closed
     */
    Duration take() throws InterruptedException;
  }

  private final Step step;
  private final Consumer<Throwable> onFailure;
  private final Semaphore signals = new Semaphore(0);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private int failures;

  private Worker(String name, Step step, Consumer<Throwable> onFailure) {
    this.step = step;
    this.onFailure = onFailure;
    this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
  }

  /**
   * Takes the first step at once.
   *
   * @param onFailure is told of each step that fails
   */
  public static Worker start(String name, Step step, Consumer<Throwable> onFailure) {
    var worker = new Worker(name, step, onFailure);
    worker.thread.start();
    return worker;
  }

  /** Does something at once, and again an interval after it has ended or failed. */
  public static Worker every(
      Duration interval, String name, Runnable task, Consumer<Throwable> onFailure) {
    return start(
        name,
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            onFailure.accept(e);
          }
          return interval;
        },
        onFailure);
  }

  /** Lets the next step begin at once. Signals during a step, however many, cause one more. */
  public void signal() {
    if (signals.availablePermits() == 0) {
      signals.release();
    }
  }

  private void work() {
    try {
      while (closed.getCount() > 0) {
        pause(step());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** An error must not end the loop, because nobody would start it again. */
  private Duration step() throws InterruptedException {
    try {
      var pause = step.take();
      failures = 0;
      return pause;
    } catch (RuntimeException | Error e) {
      onFailure.accept(e);
      failures++;
      return STEP_RETRY.pause(failures);
    }
  }

  private void pause(Duration time) throws InterruptedException {
    if (failures > 0) {
      closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
    } else if (signals.tryAcquire(time.toMillis(), TimeUnit.MILLISECONDS)) {
      signals.drainPermits();
    }
  }

  /** Takes no more steps. Waits for the step that has begun, and interrupts it if it is long. */
  @Override
  public void close() {
    closed.countDown();
    signals.release();
    try {
      if (!thread.join(SHUTDOWN_TIMEOUT)) {
        thread.interrupt();
        thread.join(SHUTDOWN_TIMEOUT);
      }
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
    }
  }
}
