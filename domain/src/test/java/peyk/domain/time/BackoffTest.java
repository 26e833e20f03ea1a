package peyk.domain.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "2, 2", "3, 4", "6, 32", "7, 60", "8, 60", "2147483647, 60"})
  void each_pause_is_twice_as_long_up_to_the_longest(int failures, int seconds) {
    assertThat(backoff.pause(failures)).hasSeconds(seconds);
  }

  @Test
  void without_a_first_pause_there_is_none() {
    assertThat(new Backoff(Duration.ZERO, Duration.ofSeconds(1)).pause(9)).isZero();
  }

  @Test
  void a_pause_may_be_as_long_as_years() {
    var year = Duration.ofDays(365);
    assertThat(new Backoff(year, year.multipliedBy(9)).pause(9999)).hasDays(9 * 365L);
  }

  @Test
  void chance_leaves_out_up_to_half_of_a_pause() {
    var random = new SplittableRandom(7);
    var pauses = new HashSet<Duration>();
    for (int i = 0; i < 500; i++) {
      pauses.add(backoff.pause(3, random));
    }
    assertThat(pauses)
        .hasSizeGreaterThan(100)
        .allSatisfy(
            pause -> assertThat(pause).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4)));
  }

  @Test
  void the_longest_pause_is_not_shorter_than_the_first() {
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Backoff(Duration.ofSeconds(-1), Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
