package peyk.adapters.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import peyk.domain.Eventually;

@Timeout(60)
class DispatcherTest {
  private static final Duration NEVER = Duration.ofDays(1);
  private static final Dispatcher.Pauses LONG = new Dispatcher.Pauses(NEVER, NEVER, NEVER);

  @Test
  void several_threads_take_steps_at_once() throws InterruptedException {
    var together = new CountDownLatch(3);
    try (var dispatcher =
        new Dispatcher(
            "test",
            3,
            LONG,
            () -> {
              together.countDown();
              await(together);
              return false;
            })) {
      Eventually.await(together);
    }
  }

  @Test
  void who_closes_it_waits_for_the_step_that_has_begun_and_there_is_no_other()
      throws InterruptedException {
    var begun = new Semaphore(0);
    var finish = new CountDownLatch(1);
    var done = new AtomicInteger();
    var dispatcher =
        new Dispatcher(
            "test",
            1,
            LONG,
            () -> {
              begun.release();
              await(finish);
              done.incrementAndGet();
              return true;
            });
    begun.acquire();
    var closing = Thread.ofVirtual().start(dispatcher::close);
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    finish.countDown();
    closing.join();
    assertThat(done).hasValue(1);
    assertThat(begun.availablePermits()).isZero();
  }

  @Test
  void a_pause_does_not_keep_it_from_being_closed() throws InterruptedException {
    var steps = new Semaphore(0);
    var dispatcher =
        new Dispatcher(
            "test",
            2,
            LONG,
            () -> {
              steps.release();
              return false;
            });
    steps.acquire(2);
    dispatcher.close();
    assertThat(steps.availablePermits()).isZero();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
