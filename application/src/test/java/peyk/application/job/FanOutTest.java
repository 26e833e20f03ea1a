package peyk.application.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import peyk.application.job.FanOut.Work;
import peyk.domain.Eventually;

@Timeout(120)
class FanOutTest {
  private static final Duration PAUSE = Duration.ofSeconds(7);
  private static final IllegalStateException BROKEN = new IllegalStateException("broken");

  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private final AtomicInteger looks = new AtomicInteger();
  private final FanOut fanOut = new FanOut(3, this::next);

  private Work next() {
    looks.incrementAndGet();
    return waiting.isEmpty() ? new Work.Nothing(PAUSE) : new Work.Piece(waiting.pop());
  }

  @AfterEach
  void close() {
    fanOut.close();
  }

  @Test
  void without_work_it_pauses_as_long_as_its_source_says() throws Exception {
    assertThat(fanOut.take()).isEqualTo(PAUSE);
  }

  @Test
  void several_pieces_of_work_are_done_beside_each_other() throws Exception {
    var together = new CyclicBarrier(3);
    for (int i = 0; i < 3; i++) {
      waiting.add(() -> await(together));
    }
    for (int i = 0; i < 3; i++) {
      assertThat(fanOut.take()).isZero();
    }
    assertThat(fanOut.take()).isEqualTo(PAUSE);
  }

  @Test
  void while_it_is_busy_nobody_looks_for_more() throws Exception {
    var finish = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      waiting.add(() -> await(finish));
      fanOut.take();
    }
    var fourth = Thread.ofVirtual().start(this::takeQuietly);
    Eventually.until("it waits", () -> fourth.getState() == Thread.State.WAITING);
    assertThat(looks).hasValue(3);
    finish.countDown();
    fourth.join();
    assertThat(looks).hasValue(4);
  }

  @Test
  void a_failure_is_thrown_by_a_later_step() throws Exception {
    waiting.add(FanOutTest::fail);
    fanOut.take();
    assertThatThrownBy(this::takeUntilFailure).isSameAs(BROKEN);
  }

  @Test
  void an_error_is_thrown_by_a_later_step_too() throws Exception {
    var error = new StackOverflowError();
    waiting.add(() -> {
      throw error;
    });
    fanOut.take();
    fanOut.close();
    assertThatThrownBy(fanOut::take).isSameAs(error);
  }

  @Test
  void a_failure_is_reported_at_once() throws Exception {
    var reported = new CountDownLatch(1);
    fanOut.onFailure(reported::countDown);
    waiting.add(FanOutTest::fail);
    fanOut.take();
    Eventually.await(reported);
    assertThatThrownBy(fanOut::take).isSameAs(BROKEN);
  }

  @Test
  void after_a_failure_it_does_one_at_a_time_until_one_succeeds() throws Exception {
    var thread = new AtomicInteger();
    waiting.add(FanOutTest::fail);
    assertThatThrownBy(this::takeUntilFailure).isSameAs(BROKEN);
    waiting.add(FanOutTest::fail);
    assertThatThrownBy(fanOut::take).isSameAs(BROKEN);
    var here = Thread.currentThread();
    waiting.add(() -> thread.set(Thread.currentThread() == here ? 1 : 2));
    fanOut.take();
    assertThat(thread).hasValue(1);
    var elsewhere = new CountDownLatch(1);
    waiting.add(() -> await(elsewhere));
    fanOut.take();
    elsewhere.countDown();
  }

  @Test
  void closing_it_waits_for_the_work_that_has_begun() throws Exception {
    var finish = new CountDownLatch(1);
    var done = new AtomicInteger();
    waiting.add(() -> {
      await(finish);
      done.incrementAndGet();
    });
    fanOut.take();
    var closing = Thread.ofVirtual().start(fanOut::close);
    Eventually.until("closing waits", () -> closing.getState() == Thread.State.TIMED_WAITING);
    finish.countDown();
    closing.join();
    assertThat(done).hasValue(1);
  }

  private void takeUntilFailure() throws InterruptedException {
    while (true) {
      fanOut.take();
    }
  }

  private void takeQuietly() {
    try {
      fanOut.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fail() {
    throw BROKEN;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
