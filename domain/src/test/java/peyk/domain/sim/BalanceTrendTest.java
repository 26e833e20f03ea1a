package peyk.domain.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import peyk.domain.sim.SimStatus.Balance;

class BalanceTrendTest {
  private static final Instant START = Instant.parse("2026-11-01T10:00:00Z");

  @Test
  void what_is_spent_in_a_day_tells_how_many_days_are_left() {
    assertThat(BalanceTrend.of(List.of(after(0, 100_000), after(48, 80_000))))
        .contains(new BalanceTrend(10_000, OptionalLong.of(8)));
  }

  @Test
  void only_whole_days_count() {
    assertThat(BalanceTrend.of(List.of(after(0, 30_000), after(24, 19_999))))
        .contains(new BalanceTrend(10_001, OptionalLong.of(1)));
  }

  @Test
  void what_was_topped_up_is_not_taken_for_negative_spending() {
    assertThat(
            BalanceTrend.of(
                List.of(after(0, 10_000), after(24, 4_000), after(36, 104_000), after(48, 98_000))))
        .contains(new BalanceTrend(6_000, OptionalLong.of(16)));
  }

  @Test
  void who_spends_nothing_has_money_for_ever() {
    assertThat(BalanceTrend.of(List.of(after(0, 5_000), after(24, 5_000), after(48, 9_000))))
        .contains(new BalanceTrend(0, OptionalLong.empty()));
  }

  @Test
  void who_owes_money_has_no_days_left() {
    assertThat(BalanceTrend.of(List.of(after(0, 1_000), after(24, -1_000))))
        .contains(new BalanceTrend(2_000, OptionalLong.of(0)));
  }

  @Test
  void half_a_day_is_the_least_that_tells_something() {
    assertThat(BalanceTrend.of(List.of())).isEmpty();
    assertThat(BalanceTrend.of(List.of(after(0, 1)))).isEmpty();
    var first = after(0, 20_000);
    assertThat(
            BalanceTrend.of(
                List.of(first, new Balance(0, START.plus(Duration.ofHours(12)).minusMillis(1)))))
        .isEmpty();
    assertThat(BalanceTrend.of(List.of(first, after(12, 10_000))))
        .contains(new BalanceTrend(20_000, OptionalLong.of(0)));
  }

  @Test
  void many_that_were_told_at_one_time_tell_nothing() {
    assertThat(BalanceTrend.of(List.of(after(0, 3), after(0, 2), after(0, 1)))).isEmpty();
  }

  @Test
  void the_largest_numbers_do_no_harm() {
    assertThat(BalanceTrend.of(List.of(after(0, Long.MAX_VALUE), after(24, 0))))
        .contains(new BalanceTrend(Long.MAX_VALUE, OptionalLong.of(0)));
    var fallen = BalanceTrend.of(List.of(after(0, Long.MAX_VALUE), after(24, Long.MIN_VALUE)));
    assertThat(fallen).contains(new BalanceTrend(Long.MAX_VALUE, OptionalLong.of(0)));
    var risen = BalanceTrend.of(List.of(after(0, Long.MIN_VALUE), after(24, Long.MAX_VALUE)));
    assertThat(risen).contains(new BalanceTrend(0, OptionalLong.empty()));
  }

  @RepeatedTest(50)
  void the_order_in_which_balances_are_given_does_not_matter(RepetitionInfo repetition) {
    var balances =
        new ArrayList<>(
            List.of(after(0, 90), after(10, 70), after(20, 200), after(30, 150), after(40, 149)));
    var inOrder = BalanceTrend.of(balances);
    Collections.shuffle(balances, new Random(repetition.getCurrentRepetition()));
    assertThat(BalanceTrend.of(balances)).isPresent().isEqualTo(inOrder);
  }

  private static Balance after(int hours, long rials) {
    return new Balance(rials, START.plus(Duration.ofHours(hours)));
  }
}
