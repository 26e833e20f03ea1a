package peyk.adapters.scheduling;

import io.helidon.scheduling.FixedRate;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;

/**
 * Does things again and again that are local to this process: checks, refreshing, housekeeping.
 * What has to be done once in a cluster, or must not be forgotten, is a durable job instead.
 */
public final class Ticker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ticker.class);
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  private final ScheduledExecutorService executor =
      Executors.newScheduledThreadPool(2, Thread.ofPlatform().name("tick-", 0).daemon().factory());

  /**
   * Does something now and then at each interval, never twice at the same time; a tick that comes
   * while the last one is still at it is left out. A failure is logged and does not stop the ticks.
   *
   * @param name what is done, for the log
   */
  public void every(String name, Duration interval, Runnable task) {
    var busy = new AtomicBoolean();
    FixedRate.builder()
        .executor(executor)
        .delay(interval.toMillis())
        .timeUnit(TimeUnit.MILLISECONDS)
        .task(invocation -> tick(name, task, busy))
        .build();
  }

  private static void tick(String name, Runnable task, AtomicBoolean busy) {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    Thread.ofVirtual()
        .name(name)
        .start(() -> {
          try {
            task.run();
          } catch (GatewayUnavailableException | StorageUnavailableException e) {
            log.warn("tick failed name={} reason={}", name, e.getMessage());
          } catch (RuntimeException e) {
            log.error("tick failed name={}", name, e);
          } finally {
            busy.set(false);
          }
        });
  }

  @Override
  public void close() {
    executor.shutdownNow();
    try {
      executor.awaitTermination(FAREWELL.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
