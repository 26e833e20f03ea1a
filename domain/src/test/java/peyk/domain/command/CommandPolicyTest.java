package peyk.domain.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.MovableClock;

class CommandPolicyTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @ParameterizedTest
  @CsvSource({"1, 60", "2, 120", "3, 240", "5, 960", "6, 1800", "7, 1800", "1000000, 1800"})
  void each_wait_is_twice_as_long_as_the_last_up_to_the_longest(int attempts, int seconds) {
    assertThat(Commands.policy().retryAt(attempts, MovableClock.START))
        .isEqualTo(MovableClock.START.plusSeconds(seconds));
  }

  @ParameterizedTest
  @CsvSource({"20, PT0.05S", "1, PT1S", "0.1, PT10S", "1000, PT0.001S", "3, PT0.333333333S"})
  void the_rate_tells_the_time_between_two_commands(double perSecond, Duration interval) {
    assertThat(policy(perSecond, SECOND, SECOND).interval()).isEqualTo(interval);
  }

  @Test
  void what_makes_no_sense_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> policy(0, SECOND, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> policy(Double.NaN, SECOND, SECOND));
    assertThatIllegalArgumentException().isThrownBy(() -> policy(1, SECOND, SECOND.minusNanos(1)));
    assertThatIllegalArgumentException().isThrownBy(() -> policy(1, SECOND.negated(), SECOND));
    assertThatIllegalArgumentException()
        .isThrownBy(() ->
            new CommandPolicy(
                1, SECOND, SECOND, SECOND.multipliedBy(2), SECOND, Duration.ofHours(1)));
  }

  private static CommandPolicy policy(double perSecond, Duration gap, Duration patience) {
    return new CommandPolicy(perSecond, gap, patience, SECOND, SECOND, SECOND);
  }
}
