package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MachineDefaultsTest {
  private final Locale locale = Locale.getDefault();
  private final TimeZone zone = TimeZone.getDefault();

  @AfterEach
  void restore() {
    Locale.setDefault(locale);
    TimeZone.setDefault(zone);
    System.clearProperty("log.zone");
  }

  @Test
  void the_machines_locale_and_zone_have_no_effect() {
    Locale.setDefault(Locale.forLanguageTag("fa-IR-u-nu-arabext"));
    TimeZone.setDefault(TimeZone.getTimeZone("Asia/Tehran"));

    Main.ignoreLocaleAndZone();

    assertThat("%d %,d".formatted(12, 3456)).isEqualTo("12 3,456");
    assertThat(
            DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.EPOCH.atZone(ZoneId.systemDefault())))
        .isEqualTo("Thu, 1 Jan 1970 00:00:00 GMT");
    assertThat(System.getProperty("log.zone")).isEqualTo("Asia/Tehran");
  }
}
