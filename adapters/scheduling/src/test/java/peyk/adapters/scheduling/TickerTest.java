package peyk.adapters.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;

class TickerTest {
  private static final Duration OFTEN = Duration.ofMillis(5);
  private static final long TIMEOUT_SECONDS = 120;

  private final Ticker ticker = new Ticker();

  @AfterEach
  void stop() {
    ticker.close();
  }

  @Test
  void something_is_done_again_and_again() throws InterruptedException {
    var done = new Semaphore(0);

    ticker.every("test", OFTEN, done::release);

    assertThat(done.tryAcquire(5, TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_failure_does_not_stop_the_ticks() throws InterruptedException {
    var done = new Semaphore(0);

    ticker.every(
        "test",
        OFTEN,
        () -> {
          done.release();
          throw done.availablePermits() % 2 == 0
              ? new GatewayUnavailableException("away")
              : new IllegalStateException("broken");
        });

    assertThat(done.tryAcquire(5, TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void a_tick_that_takes_long_is_not_joined_by_another() throws InterruptedException {
    var atIt = new AtomicInteger();
    var otherTicks = new Semaphore(0);
    var finish = new CountDownLatch(1);

    ticker.every(
        "slow",
        OFTEN,
        () -> {
          atIt.incrementAndGet();
          await(finish);
        });
    ticker.every("other", OFTEN, otherTicks::release);

    assertThat(otherTicks.tryAcquire(10, TIMEOUT_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(atIt).hasValue(1);
    finish.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
