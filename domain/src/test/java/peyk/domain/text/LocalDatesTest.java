package peyk.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalDatesTest {
  private static final Instant NEW_YEARS_EVE = Instant.parse("2026-12-31T21:05:09.999Z");
  private final LocalDates tehran = new LocalDates(ZoneId.of("Asia/Tehran"));

  @Test
  void a_date_is_written_in_local_time_with_the_month_first() {
    assertThat(tehran.monthFirst(NEW_YEARS_EVE)).isEqualTo("01/01/2027 00:35:09");
  }

  @Test
  void a_date_is_written_in_local_time_with_the_year_first() {
    assertThat(tehran.yearFirst(NEW_YEARS_EVE)).isEqualTo("2027-01-01 00:35:09");
  }

  @Test
  void the_machines_language_does_not_matter() {
    var machines = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
      assertThat(tehran.monthFirst(NEW_YEARS_EVE)).isEqualTo("01/01/2027 00:35:09");
    } finally {
      Locale.setDefault(machines);
    }
  }

  @Test
  void what_was_written_is_read_again() {
    assertThat(tehran.readYearFirst("2027-01-01 00:35:09"))
        .contains(Instant.parse("2026-12-31T21:05:09Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026-12-31",
        "01/01/2027 00:35:09",
        "2026-13-01 00:00:00",
        "۲۰۲۶-01-01 0:0:0"
      })
  void what_is_no_date_is_not_read(String text) {
    assertThat(tehran.readYearFirst(text)).isEmpty();
  }
}
