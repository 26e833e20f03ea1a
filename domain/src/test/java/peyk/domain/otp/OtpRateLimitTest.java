package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import peyk.domain.otp.OtpRateLimit.Scope;

class OtpRateLimitTest {
  @Test
  void no_requests_or_no_period_mean_no_limit() {
    assertThat(new OtpRateLimit(Scope.PHONE, 0, Duration.ofHours(1)).isOff()).isTrue();
    assertThat(new OtpRateLimit(Scope.PHONE, 5, Duration.ZERO).isOff()).isTrue();
    assertThat(new OtpRateLimit(Scope.PHONE, 1, Duration.ofSeconds(1)).isOff()).isFalse();
  }

  @Test
  void a_limit_that_is_off_does_not_count() {
    var hourly = new OtpRateLimit(Scope.PHONE, 5, Duration.ofHours(1));
    var off = new OtpRateLimit(Scope.ADDRESS, 0, Duration.ofHours(1));
    assertThat(new OtpLimits(List.of(off, hourly), 5, 20, 100).requests()).containsExactly(hourly);
  }

  @ParameterizedTest
  @CsvSource({"-1, PT1H", "5, -PT1H", "5, PT24H0.001S"})
  void a_limit_counts_requests_in_at_most_a_day(int requests, Duration period) {
    assertThatThrownBy(() -> new OtpRateLimit(Scope.PHONE, requests, period))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_limit_may_last_a_day() {
    assertThat(new OtpRateLimit(Scope.PHONE, 10, Duration.ofDays(1)).isOff()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"3, 20, 100", "10, 20, 100", "5, 0, 0"})
  void attempts_may_be_few_or_many(int attempts, int aDay, int inARow) {
    assertThat(new OtpLimits(List.of(), attempts, aDay, inARow).attempts()).isEqualTo(attempts);
  }

  @ParameterizedTest
  @CsvSource({"2, 20, 100", "11, 20, 100", "5, -1, 100", "5, 20, -1"})
  void attempts_that_make_no_sense_are_refused(int attempts, int aDay, int inARow) {
    assertThatThrownBy(() -> new OtpLimits(List.of(), attempts, aDay, inARow))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
