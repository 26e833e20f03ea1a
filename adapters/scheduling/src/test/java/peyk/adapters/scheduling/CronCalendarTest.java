package peyk.adapters.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronCalendarTest {
  private static final ZoneId TEHRAN = ZoneId.of("Asia/Tehran");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** A Sunday, half past one in the afternoon in Tehran. */
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "0 3 * * *,        2026-11-22T23:30:00Z",
    "*/15 * * * *,     2026-11-22T10:15:00Z",
    "30 13 * * *,      2026-11-23T10:00:00Z",
    "0 8 * * 6,        2026-11-28T04:30:00Z",
    "0 0 1 1 *,        2026-12-31T20:30:00Z",
    "10 0 3 * * *,     2026-11-22T23:30:10Z",
    "*/10 * * * * *,   2026-11-22T10:00:10Z",
    "'  0  3 * * * ',  2026-11-22T23:30:00Z"
  })
  void the_next_time_is_later_and_by_the_clocks_of_the_zone(String expression, Instant expected) {
    assertThat(new CronCalendar(expression, TEHRAN).next(NOW)).contains(expected);
  }

  @Test
  void a_time_that_clocks_leave_out_when_they_are_put_forward_does_not_come() {
    var daily = new CronCalendar("30 2 * * *", BERLIN);
    assertThat(daily.next(Instant.parse("2026-03-28T12:00:00Z")))
        .contains(Instant.parse("2026-03-30T00:30:00Z"));
  }

  @Test
  void a_time_that_comes_twice_when_clocks_are_put_back_comes_twice() {
    var daily = new CronCalendar("30 2 * * *", BERLIN);
    var first = daily.next(Instant.parse("2026-10-24T12:00:00Z")).orElseThrow();
    assertThat(first).isEqualTo(Instant.parse("2026-10-25T00:30:00Z"));
    var second = daily.next(first.plusSeconds(1)).orElseThrow();
    assertThat(second).isEqualTo(Instant.parse("2026-10-25T01:30:00Z"));
    assertThat(daily.next(second)).contains(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "daily", "* * * *", "60 * * * *", "0 24 * * *", "0 3 * * * * *", "0 0 30 2 *"})
  void what_is_no_expression_or_never_comes_is_refused(String expression) {
    assertThatThrownBy(() -> new CronCalendar(expression, TEHRAN))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void it_is_described_with_its_zone() {
    assertThat(new CronCalendar(" 0 3 * * * ", TEHRAN).text())
        .isEqualTo("cron 0 3 * * * Asia/Tehran");
  }
}
