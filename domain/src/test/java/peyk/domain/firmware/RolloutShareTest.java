package peyk.domain.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolloutShareTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 0",
    "100, 10000, 100",
    "1, 100, 1",
    "12.5, 1250, 12.5",
    "0.01, 1, 0.01",
    "99.99, 9999, 99.99",
    "10.00, 1000, 10",
    "1E+1, 1000, 10",
    "50.000, 5000, 50"
  })
  void a_share_is_read_and_told_in_percent(BigDecimal percent, int basisPoints, String told) {
    var share = RolloutShare.percent(percent);
    assertThat(share).isEqualTo(new RolloutShare(basisPoints));
    assertThat(share.percent().toString()).isEqualTo(told);
    assertThat(share).hasToString(told + " %");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-0.01", "100.01", "-1", "101", "0.001", "1E+999999999", "1E-999999999", "1E+20"})
  void anything_else_is_no_share(BigDecimal percent) {
    assertThatThrownBy(() -> RolloutShare.percent(percent))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 101, Integer.MAX_VALUE, Integer.MIN_VALUE, 42_949_673})
  void whole_percents_are_checked_as_well(int percent) {
    assertThatThrownBy(() -> RolloutShare.percent(percent))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_share_is_reached_exactly() {
    var third = RolloutShare.percent(new BigDecimal("33.33"));
    assertThat(third.isReachedBy(3333, 10_000)).isTrue();
    assertThat(third.isReachedBy(3332, 10_000)).isFalse();
    assertThat(third.isReachedBy(1, 3)).isTrue();
    assertThat(RolloutShare.ALL.isReachedBy(9, 10)).isFalse();
    assertThat(RolloutShare.ALL.isReachedBy(10, 10)).isTrue();
    assertThat(new RolloutShare(0).isReachedBy(0, 10)).isTrue();
  }

  @Test
  void shares_are_in_order() {
    assertThat(RolloutShare.percent(5))
        .isLessThan(RolloutShare.percent(25))
        .isGreaterThan(new RolloutShare(499));
  }
}
