package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferRetryPolicyTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration HOUR = Duration.ofHours(1);

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1, 0",
    "2, 0",
    "3, 1",
    "4, 2",
    "5, 4",
    "8, 32",
    "9, 60",
    "10, 60",
    "1000000000, 60"
  })
  void the_wait_begins_after_the_free_offers_and_doubles(int times, long minutes) {
    var policy = new OfferRetryPolicy(3, MINUTE, HOUR);
    assertThat(policy.next(Firmware.offer(5, times)))
        .isEqualTo(Firmware.NOW.plus(Duration.ofMinutes(minutes)));
  }

  @Test
  void a_first_wait_may_be_the_longest_or_none() {
    assertThat(new OfferRetryPolicy(1, HOUR, HOUR).next(Firmware.offer(5, 9)))
        .isEqualTo(Firmware.NOW.plus(HOUR));
    assertThat(new OfferRetryPolicy(1, Duration.ZERO, HOUR).next(Firmware.offer(5, 9)))
        .isEqualTo(Firmware.NOW);
  }

  @Test
  void the_longest_waits_do_not_overflow() {
    var year = Duration.ofDays(365);
    assertThat(new OfferRetryPolicy(1, year, year.multipliedBy(2)).next(Firmware.offer(5, 9999)))
        .isEqualTo(Firmware.NOW.plus(year.multipliedBy(2)));
  }

  @Test
  void a_policy_makes_sense() {
    assertThatThrownBy(() -> new OfferRetryPolicy(0, MINUTE, HOUR))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OfferRetryPolicy(1, HOUR, MINUTE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OfferRetryPolicy(1, MINUTE.negated(), HOUR))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
