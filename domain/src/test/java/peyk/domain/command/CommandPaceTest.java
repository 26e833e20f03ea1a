package peyk.domain.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.MovableClock;

class CommandPaceTest {
  private static final Instant NOW = MovableClock.START;
  private static final Duration INTERVAL = Duration.ofMillis(50);

  @Test
  void the_next_command_goes_out_an_interval_later() {
    assertThat(after(NOW)).contains(NOW.plus(INTERVAL));
    assertThat(after(NOW.minusMillis(30))).contains(NOW.plusMillis(20));
  }

  @Test
  void before_its_time_none_goes_out() {
    assertThat(after(NOW.plusMillis(1))).isEmpty();
  }

  @Test
  void idle_time_of_a_second_is_caught_up_and_no_more() {
    assertThat(after(NOW.minusSeconds(1))).contains(NOW.minusSeconds(1).plus(INTERVAL));
    assertThat(after(Instant.EPOCH)).contains(NOW.minusSeconds(1).plus(INTERVAL));
  }

  @Test
  void a_time_that_a_clock_left_behind_in_the_future_does_not_count() {
    assertThat(after(NOW.plus(INTERVAL))).isEmpty();
    assertThat(after(NOW.plus(Duration.ofHours(1)))).contains(NOW.minusSeconds(1).plus(INTERVAL));
  }

  private static Optional<Instant> after(Instant nextAt) {
    return new CommandPace(nextAt).take(NOW, INTERVAL).map(CommandPace::nextAt);
  }
}
