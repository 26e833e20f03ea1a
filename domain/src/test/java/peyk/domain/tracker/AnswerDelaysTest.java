package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AnswerDelaysTest {
  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant NOW = NOON.plusSeconds(660);
  private static final ClockDifference SAME = new ClockDifference(Duration.ZERO, Duration.ZERO);

  private final AnswerDelays delays = new AnswerDelays();

  @Test
  void before_the_first_answer_nothing_is_known() {
    assertThat(delays.usual(NOW)).isEmpty();
  }

  @Test
  void the_difference_of_the_clocks_does_not_count() {
    var minuteAhead = new ClockDifference(Duration.ofSeconds(59), Duration.ofSeconds(61));
    delays.add(NOON.plusSeconds(60), NOON.plusSeconds(3), minuteAhead);
    assertThat(delays.usual(NOW)).contains(Duration.ofSeconds(3));
  }

  @Test
  void an_answer_that_got_stuck_makes_no_rule() {
    for (int seconds : new int[] {3, 3, 600, 4, 3}) {
      delays.add(NOON, NOON.plusSeconds(seconds), SAME);
    }
    assertThat(delays.usual(NOW)).contains(Duration.ofSeconds(3));
  }

  @Test
  void the_last_answers_count() {
    for (int i = 0; i < 50; i++) {
      delays.add(NOON, NOON.plusSeconds(3), SAME);
    }
    for (int i = 0; i < 21; i++) {
      delays.add(NOON, NOON.plusSeconds(20), SAME);
    }
    assertThat(delays.usual(NOW)).contains(Duration.ofSeconds(20));
  }

  @Test
  void an_answer_counts_for_an_hour() {
    var hour = Duration.ofHours(1);
    var heard = NOON.plusSeconds(20);
    delays.add(NOON, heard, SAME);
    assertThat(delays.usual(heard.plus(hour))).contains(Duration.ofSeconds(20));
    assertThat(delays.usual(heard.plus(hour).plusNanos(1))).isEmpty();
    delays.add(NOON.plus(hour), heard.plus(hour).minusSeconds(17), SAME);
    assertThat(delays.usual(heard.plus(hour).plusNanos(1))).contains(Duration.ofSeconds(3));
  }

  @Test
  void no_answer_comes_before_it_was_given() {
    delays.add(NOON.plusMillis(200), NOON, SAME);
    assertThat(delays.usual(NOW)).contains(Duration.ZERO);
  }
}
