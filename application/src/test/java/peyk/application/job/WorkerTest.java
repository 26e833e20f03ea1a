package peyk.application.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import peyk.domain.Eventually;

@Timeout(120)
class WorkerTest {
  private static final Duration NEVER = Duration.ofDays(1);

  private final Semaphore steps = new Semaphore(0);
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();

  @Test
  void the_next_step_follows_after_the_pause_that_the_last_one_wanted() throws Exception {
    try (var worker = start(() -> Duration.ZERO)) {
      steps.acquire(3);
    }
  }

  @Test
  void a_signal_ends_the_pause() throws Exception {
    try (var worker = start(() -> NEVER)) {
      steps.acquire();
      worker.signal();
      steps.acquire();
    }
  }

  @Test
  void signals_during_a_step_cause_one_more() throws Exception {
    var begun = new Semaphore(0);
    var finish = new Semaphore(0);
    try (var worker =
        Worker.start(
            "test",
            () -> {
              begun.release();
              finish.acquire();
              return NEVER;
            },
            failures::add)) {
      begun.acquire();
      worker.signal();
      worker.signal();
      finish.release();
      begun.acquire();
      finish.release();
    }
    assertThat(begun.availablePermits()).isZero();
  }

  @Test
  void failures_and_errors_are_reported_and_do_not_end_it() throws Exception {
    var count = new AtomicInteger();
    try (var worker =
        start(() -> {
          switch (count.getAndIncrement()) {
            case 0 -> throw new IllegalStateException("broken");
            case 1 -> throw new StackOverflowError();
            default -> {}
          }
          return NEVER;
        })) {
      steps.acquire(3);
    }
    assertThat(failures).hasSize(2);
  }

  @Test
  void a_signal_does_not_shorten_the_pause_after_a_failure() throws Exception {
    var worker =
        start(() -> {
          throw new IllegalStateException("broken");
        });
    try (worker) {
      for (int i = 0; i < 1000; i++) {
        worker.signal();
      }
      steps.acquire(2);
    }
    assertThat(steps.availablePermits()).isLessThan(100);
  }

  @Test
  void a_task_that_fails_is_done_again_after_its_interval() throws Exception {
    try (var worker =
        Worker.every(
            Duration.ofMillis(1),
            "test",
            () -> {
              steps.release();
              throw new IllegalStateException("broken");
            },
            failures::add)) {
      steps.acquire(20);
    }
    assertThat(failures).hasSizeGreaterThanOrEqualTo(19);
  }

  @Test
  void closing_it_ends_the_pause() throws Exception {
    var worker = start(() -> NEVER);
    steps.acquire();
    worker.close();
    assertThat(steps.availablePermits()).isZero();
  }

  @Test
  void closing_it_waits_for_the_step_that_has_begun() throws Exception {
    var begun = new CountDownLatch(1);
    var finish = new Semaphore(0);
    var worker =
        Worker.start(
            "test",
            () -> {
              begun.countDown();
              finish.acquire();
              steps.release();
              return Duration.ZERO;
            },
            failures::add);
    begun.await();
    var closing = Thread.ofVirtual().start(worker::close);
    Eventually.until("it waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    finish.release();
    closing.join();
    assertThat(steps.availablePermits()).isOne();
  }

  private Worker start(Worker.Step step) {
    return Worker.start(
        "test",
        () -> {
          steps.release();
          return step.take();
        },
        failures::add);
  }
}
