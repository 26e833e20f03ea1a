package peyk.application.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;

class IntakeLimitTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void admits_as_many_as_it_says_and_each_sender_for_itself() {
    var limit = new IntakeLimit(3, HOUR);

    assertThat(admitted(limit, "one", 10, NOW)).isEqualTo(3);
    assertThat(admitted(limit, "other", 10, NOW)).isEqualTo(3);
  }

  @Test
  void admits_one_more_for_each_share_of_the_period_that_passes() {
    var limit = new IntakeLimit(3, HOUR);
    admitted(limit, "one", 3, NOW);

    assertThat(admitted(limit, "one", 3, NOW.plus(HOUR.dividedBy(3)))).isEqualTo(1);
    assertThat(admitted(limit, "one", 9, NOW.plus(HOUR.multipliedBy(2)))).isEqualTo(3);
  }

  @Test
  void admits_all_if_it_is_off() {
    assertThat(admitted(new IntakeLimit(0, HOUR), "one", 1000, NOW)).isEqualTo(1000);
  }

  @Test
  void counts_those_that_come_at_once() {
    var limit = new IntakeLimit(10, HOUR);

    var admitted = AtOnce.run(100, i -> limit.admit("one", 1, NOW));

    assertThat(admitted.stream().filter(one -> one)).hasSize(10);
  }

  @Test
  void admits_again_after_the_clock_was_set_back() {
    var limit = new IntakeLimit(3, HOUR);
    admitted(limit, "one", 3, NOW);

    assertThat(admitted(limit, "one", 9, NOW.minus(Duration.ofDays(1)))).isEqualTo(3);
  }

  @Test
  void forgets_senders_from_before_the_clock_was_set_back() {
    var limit = new IntakeLimit(1, HOUR);
    IntStream.range(0, 100_000).forEach(i -> limit.admit("sender " + i, 1, NOW));
    var before = NOW.minus(Duration.ofDays(1));

    assertThat(limit.admit("one more", 1, before)).isTrue();
    assertThat(limit.admit("another", 1, before)).isTrue();
  }

  @Test
  void gives_back_to_those_that_count_as_one() {
    var limit = new IntakeLimit(1, HOUR);
    IntStream.range(0, 100_000).forEach(i -> limit.admit("sender " + i, 1, NOW));
    limit.admit("one more", 1, NOW);
    limit.giveBack("one more");

    assertThat(limit.admit("another", 1, NOW)).isTrue();
  }

  @Test
  void tells_a_bounded_number_of_senders_apart() {
    var limit = new IntakeLimit(1, HOUR);
    IntStream.range(0, 100_000).forEach(i -> limit.admit("sender " + i, 1, NOW));

    assertThat(limit.admit("one more", 1, NOW)).isTrue();
    assertThat(limit.admit("another", 1, NOW)).isFalse();
    assertThat(limit.admit("another", 1, NOW.plus(HOUR.multipliedBy(2)))).isTrue();
  }

  private static int admitted(IntakeLimit limit, String sender, int messages, Instant now) {
    return (int) IntStream.range(0, messages).filter(i -> limit.admit(sender, 1, now)).count();
  }
}
