package peyk.adapters.scheduling;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;

/** One thread's part of a {@link Dispatcher}. */
final class Loop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(Loop.class);

  /** The wait between two steps. */
  interface Pause {
    /**
     * Waits, but no longer than until there are to be no more steps.
     *
     * @return whether there is to be another
     */
    boolean await(Duration time) throws InterruptedException;
  }

  private final String name;
  private final Dispatcher.Pauses pauses;
  private final BooleanSupplier step;
  private final Pause pause;
  private Duration retry;

  Loop(String name, Dispatcher.Pauses pauses, BooleanSupplier step, Pause pause) {
    this.name = name;
    this.pauses = pauses;
    this.step = step;
    this.pause = pause;
    this.retry = pauses.firstRetry();
  }

  @Override
  public void run() {
    try {
      var wait = Duration.ZERO;
      while (pause.await(wait)) {
        wait = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Takes a step; returns how long to wait before the next. */
  private Duration take() {
    try {
      var pauseAfter = step.getAsBoolean() ? Duration.ZERO : pauses.idle();
      retry = pauses.firstRetry();
      return pauseAfter;
    } catch (GatewayUnavailableException | StorageUnavailableException e) {
      log.warn("step failed name={} reason={}", name, e.getMessage());
    } catch (RuntimeException e) {
      log.error("step failed name={}", name, e);
    }
    var pauseAfter = retry;
    retry = shorter(retry.multipliedBy(2), pauses.longestRetry());
    return pauseAfter;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
