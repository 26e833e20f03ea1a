package peyk.domain.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.MovableClock;
import peyk.domain.device.CommandText;
import peyk.domain.device.DeviceId;

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

  @ParameterizedTest
  @CsvSource({"1, 10, 11", "1, 11, 11", "1, 12, 12", "5, 30, 30", "60, 60, 70"})
  void who_has_taken_a_command_has_its_tracker_until_the_gap_after_handing_it_over(
      int gap, int answerTimeout, int taken) {
    var policy = policy(1, Duration.ofSeconds(gap), Duration.ofSeconds(answerTimeout));
    assertThat(policy.takenUntil(MovableClock.START))
        .isEqualTo(MovableClock.START.plusSeconds(taken));
  }

  @Test
  void a_command_is_sent_soon_after_it_was_taken_or_not_at_all() {
    var command = command(MovableClock.START.plusSeconds(60));
    assertThat(maySend(command, 0, 0)).isTrue();
    assertThat(maySend(command, 0, 2999)).isTrue();
    assertThat(maySend(command, 0, 3000)).isFalse();
  }

  @Test
  void a_command_that_has_expired_since_it_was_taken_is_not_sent() {
    var command = command(MovableClock.START.plusSeconds(60));
    assertThat(maySend(command, 59_000, 59_999)).isTrue();
    assertThat(maySend(command, 59_000, 60_000)).isFalse();
  }

  private static boolean maySend(Command command, int takenAtMillis, int nowMillis) {
    return Commands.policy()
        .maySend(
            command,
            MovableClock.START.plusMillis(takenAtMillis),
            MovableClock.START.plusMillis(nowMillis));
  }

  private static Command command(Instant expiresAt) {
    return new Command(
        new CommandId(1),
        new DeviceId(1),
        new CommandText("getver"),
        CommandState.WANTED,
        new CommandOrigin("test"),
        MovableClock.START,
        MovableClock.START,
        expiresAt,
        1,
        Optional.empty(),
        Optional.empty());
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

  private static CommandPolicy policy(double perSecond, Duration gap, Duration answerTimeout) {
    return new CommandPolicy(perSecond, gap, answerTimeout, SECOND, SECOND, SECOND);
  }
}
