package peyk.adapters.sandbox.traccar;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread that runs all delayed work, one at a time. */
final class SimulationScheduler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SimulationScheduler.class);

  /** Work that arrives after the end is dropped. */
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("simulated-traccar").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  void soon(Runnable work) {
    thread.execute(guarded(work));
  }

  /** Runs work after a delay. Work with equal delays runs in the order of the calls. */
  void later(Duration delay, Runnable work) {
    var _ = thread.schedule(guarded(work), delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  void every(Duration period, Runnable work) {
    var nanos = period.toNanos();
    var _ = thread.scheduleAtFixedRate(guarded(work), nanos, nanos, TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  private static Runnable guarded(Runnable work) {
    return () -> {
      try {
        work.run();
      } catch (RuntimeException e) {
        log.error("simulation step failed", e);
      }
    };
  }
}
