package peyk.adapters.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import peyk.domain.Mutations;

/** Whatever stands as a cron expression in the settings: it comes, or it is refused. */
class CronFuzzTest {
  private static final Instant NOW = Instant.parse("2026-11-27T05:00:00Z");

  @Test
  void any_expression() {
    Mutations.feed(
        CronFuzzTest.class,
        "expressions",
        200,
        100_000,
        input -> {
          var text = new String(input, StandardCharsets.UTF_8);
          try {
            new CronCalendar(text, ZoneId.of("Asia/Tehran"))
                .next(NOW)
                .ifPresent(next -> assertThat(next).isAfter(NOW));
          } catch (IllegalArgumentException e) {
            assertThat(e.getMessage()).isNotNull();
          }
        });
  }
}
