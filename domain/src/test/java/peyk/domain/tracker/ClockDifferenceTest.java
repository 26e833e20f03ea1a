package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ClockDifferenceTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @Test
  void one_answer_tells_it_to_a_second_and_the_time_that_it_took() {
    var difference =
        ClockDifference.measured(NOON.plusSeconds(10), NOON.plusMillis(100), NOON.plusMillis(300));
    assertThat(difference)
        .isEqualTo(new ClockDifference(Duration.ofMillis(9700), Duration.ofMillis(10_900)));
    assertThat(difference.middle()).isEqualTo(Duration.ofMillis(10_300));
  }

  @Test
  void a_clock_that_is_behind_is_ahead_by_less_than_nothing() {
    assertThat(ClockDifference.measured(NOON.minusSeconds(60), NOON, NOON).middle())
        .isEqualTo(Duration.ofMillis(-59_500));
  }

  @Test
  void a_second_answer_narrows_it() {
    var first = new ClockDifference(Duration.ofMillis(-300), Duration.ofMillis(700));
    var second = new ClockDifference(Duration.ofMillis(-900), Duration.ofMillis(100));
    assertThat(first.narrowedBy(second))
        .isEqualTo(new ClockDifference(Duration.ofMillis(-300), Duration.ofMillis(100)));
  }

  @Test
  void after_a_clock_was_set_only_the_newer_counts() {
    var before = new ClockDifference(Duration.ofSeconds(30), Duration.ofSeconds(31));
    var after = new ClockDifference(Duration.ZERO, Duration.ofSeconds(1));
    assertThat(before.narrowedBy(after)).isEqualTo(after);
  }

  @Test
  void if_our_own_clock_was_set_back_meanwhile_it_is_still_a_difference() {
    var difference = ClockDifference.measured(NOON, NOON, NOON.minusSeconds(100));
    assertThat(difference.least()).isLessThanOrEqualTo(difference.most());
  }

  /** Whatever the true difference, the answers' bounds hold it, and close in on it. */
  @RepeatedTest(100)
  void many_answers_close_in_on_the_truth(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var truth = Duration.ofMillis(random.nextLong(-5000, 5000));
    var now = NOON;
    var known = new ClockDifference(Duration.ofDays(-1), Duration.ofDays(1));
    for (int i = 0; i < 50; i++) {
      var asked = now.plusMillis(random.nextLong(3000));
      var moment = asked.plusMillis(random.nextLong(20));
      now = moment.plusMillis(random.nextLong(20));
      var told = Instant.ofEpochSecond(moment.plus(truth).getEpochSecond());
      known = known.narrowedBy(ClockDifference.measured(told, asked, now));
    }
    assertThat(truth).isBetween(known.least(), known.most());
    assertThat(known.middle().minus(truth).abs()).isLessThan(Duration.ofMillis(300));
  }
}
