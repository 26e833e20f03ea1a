package peyk.adapters.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;

class LoopTest {
  private static final Dispatcher.Pauses PAUSES =
      new Dispatcher.Pauses(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(50));

  private final List<Long> pauses = new ArrayList<>();

  @Test
  void while_there_is_something_to_do_there_is_no_pause() {
    run(() -> true, () -> true, () -> true);
    assertThat(pauses).containsExactly(0L, 0L, 0L, 0L);
  }

  @Test
  void when_there_was_nothing_to_do_there_is_a_short_one() {
    run(() -> true, () -> false, () -> false, () -> true);
    assertThat(pauses).containsExactly(0L, 0L, 1L, 1L, 0L);
  }

  @Test
  void after_a_failure_it_is_longer_each_time_up_to_the_longest() {
    run(
        LoopTest::gatewayAway,
        LoopTest::storageAway,
        LoopTest::broken,
        LoopTest::gatewayAway,
        LoopTest::gatewayAway);
    assertThat(pauses).containsExactly(0L, 10L, 20L, 40L, 50L, 50L);
  }

  @Test
  void after_a_success_failures_are_forgotten() {
    run(LoopTest::broken, LoopTest::broken, () -> false, LoopTest::broken);
    assertThat(pauses).containsExactly(0L, 10L, 20L, 1L, 10L);
  }

  @Test
  void who_is_interrupted_takes_no_more_steps() {
    var loop =
        new Loop(
            "test",
            PAUSES,
            () -> {
              throw new AssertionError("a step too many");
            },
            time -> {
              throw new InterruptedException();
            });
    loop.run();
    assertThat(Thread.interrupted()).isTrue();
  }

  private static boolean gatewayAway() {
    throw new GatewayUnavailableException("away");
  }

  private static boolean storageAway() {
    throw new StorageUnavailableException("away");
  }

  private static boolean broken() {
    throw new IllegalStateException("broken");
  }

  /** Takes these steps, one after another. */
  private void run(BooleanSupplier... steps) {
    var left = new ArrayList<>(List.of(steps));
    new Loop(
            "test",
            PAUSES,
            () -> left.removeFirst().getAsBoolean(),
            time -> {
              pauses.add(time.toMillis());
              return !left.isEmpty();
            })
        .run();
  }
}
