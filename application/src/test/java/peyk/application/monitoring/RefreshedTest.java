package peyk.application.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import peyk.domain.Eventually;

class RefreshedTest {
  private static final Duration AGE = Duration.ofSeconds(5);
  private static final Duration LONG = Duration.ofMinutes(1);

  private final AtomicLong stopwatch = new AtomicLong();
  private final AtomicInteger readings = new AtomicInteger();
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());

  @Test
  void a_value_is_read_again_only_when_it_is_old() {
    var value = value(readings::incrementAndGet, LONG);

    assertThat(value.latest()).isEqualTo(1);
    pass(AGE);
    assertThat(value.latest()).isEqualTo(1);
    pass(Duration.ofNanos(1));
    assertThat(value.latest()).isEqualTo(2);
  }

  @Test
  void nobody_waits_for_a_source_that_does_not_answer() throws InterruptedException {
    var answers = new CountDownLatch(1);
    var value =
        value(
            () -> {
              readings.incrementAndGet();
              join(answers);
              return 7;
            },
            Duration.ofMillis(1));

    assertThat(value.latest()).isZero();
    pass(AGE.plusSeconds(1));
    assertThat(value.latest()).isZero();
    assertThat(value.isKnown()).isFalse();
    answers.countDown();
    Eventually.until("the value came", () -> value.isKnown() && value.latest() == 7);
    assertThat(readings).hasValueLessThanOrEqualTo(2);
  }

  @Test
  void a_value_whose_reading_hangs_is_not_known() {
    var answers = new CountDownLatch(1);
    var value =
        value(
            () -> {
              if (readings.incrementAndGet() == 2) {
                join(answers);
              }
              return readings.get();
            },
            Duration.ofMillis(1));

    Eventually.until("the first was read", value::isKnown);
    pass(AGE.plusSeconds(1));
    assertThat(value.latest()).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(value.isKnown()).isFalse();
    answers.countDown();
    Eventually.until("the second was read", value::isKnown);
    assertThat(value.latest()).isEqualTo(2);
  }

  @Test
  void the_last_value_stays_when_a_reading_fails() {
    var value =
        value(
            () -> {
              if (readings.incrementAndGet() == 2) {
                throw new IllegalStateException("away");
              }
              return readings.get();
            },
            LONG);

    assertThat(value.latest()).isEqualTo(1);
    assertThat(value.isKnown()).isTrue();
    pass(AGE.plusSeconds(1));
    assertThat(value.latest()).isEqualTo(1);
    assertThat(value.isKnown()).isFalse();
    assertThat(failures).singleElement().isInstanceOf(IllegalStateException.class);
    pass(AGE.plusSeconds(1));
    assertThat(value.latest()).isEqualTo(3);
    assertThat(value.isKnown()).isTrue();
  }

  private Refreshed<Integer> value(Supplier<Integer> read, Duration timeout) {
    return new Refreshed<>(
        0, read, new Refreshed.Pace(AGE, timeout, stopwatch::get), failures::add);
  }

  private void pass(Duration time) {
    stopwatch.addAndGet(time.toNanos());
  }

  private static void join(CountDownLatch latch) {
    try {
      assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
