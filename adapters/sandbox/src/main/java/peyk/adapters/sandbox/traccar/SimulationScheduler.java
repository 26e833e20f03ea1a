package peyk.adapters.sandbox.traccar;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One thread on which all that happens later happens, in turn. */
final class SimulationScheduler implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SimulationScheduler.class);

  /** What is still asked for when all is closed is forgotten. */
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(
          1,
          Thread.ofPlatform().daemon().name("simulated-traccar").factory(),
          new ThreadPoolExecutor.DiscardPolicy());

  void soon(Runnable work) {
    thread.execute(guarded(work));
  }

  /** Also without a delay, things come out in the order in which they went in. */
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
