package peyk.application.job;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The step of a {@link Worker} that does several pieces of work beside each other, but looks for
 * them alone. After a failure it does one at a time until one succeeds, so that an outage costs few
 * tries.
 */
public final class FanOut implements Worker.Step, AutoCloseable {
  /** The answer to a look for work. */
  public sealed interface Work {
    /** A piece of work. */
    record Piece(Runnable task) implements Work {}

    /** There is nothing to do for so long, unless the worker is signalled. */
    record Nothing(Duration pause) implements Work {}
  }

  /** Finds work. */
  @FunctionalInterface
  public interface Source {
    Work next();
  }

  private final Source source;
  private final Semaphore free;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
  private volatile Runnable failureListener = () -> {};
  private boolean isCareful;

  /**
   * @param most pieces of work at the same time
   */
  public FanOut(int most, Source source) {
    this.free = new Semaphore(most);
    this.source = source;
  }

  /** Is told at once of a failure, which the next step throws. */
  public void onFailure(Runnable listener) {
    failureListener = listener;
  }

  @Override
  public Duration take() throws InterruptedException {
    awaitFree();
    throwFailure();
    return switch (source.next()) {
      case Work.Nothing(var pause) -> pause;
      case Work.Piece(var task) -> {
        if (isCareful) {
          task.run();
          isCareful = false;
        } else {
          start(task);
        }
        yield Duration.ZERO;
      }
    };
  }

  /** Nobody else starts work, so there is room for one more afterwards. */
  private void awaitFree() throws InterruptedException {
    free.acquire();
    free.release();
  }

  /** Failures that come at the same time have the same cause; the last one stands for them. */
  private void throwFailure() {
    var last = failure.getAndSet(null);
    if (last != null) {
      isCareful = true;
      if (last instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) last;
    }
  }

  private void start(Runnable task) {
    free.acquireUninterruptibly();
    threads.execute(() -> {
      try {
        task.run();
      } catch (RuntimeException | Error e) {
        failure.set(e);
        failureListener.run();
      } finally {
        free.release();
      }
    });
  }

  /** Waits for the work that has begun. */
  @Override
  public void close() {
    threads.close();
  }
}
