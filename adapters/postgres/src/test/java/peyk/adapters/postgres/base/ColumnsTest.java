package peyk.adapters.postgres.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "خودرو ۱", "😀", "a😀b", "line\r\n\t"})
  void text_that_can_be_stored_stays_as_it_is(String text) {
    assertThat(Columns.text(text)).isSameAs(text);
  }

  @Test
  void what_no_text_column_takes_is_replaced() {
    assertThat(Columns.text("\0a\0")).isEqualTo("\uFFFDa\uFFFD");
    assertThat(Columns.text("\uD83D")).isEqualTo("\uFFFD");
    assertThat(Columns.text("\uDE00\uD83D")).isEqualTo("\uFFFD\uFFFD");
    assertThat(Columns.text("😀\uD83D😀")).isEqualTo("😀\uFFFD😀");
  }

  @Test
  void times_are_cut_off_at_microseconds() {
    var time = Instant.parse("2026-11-01T10:00:00.123456789Z");
    assertThat(Columns.time(time).toInstant())
        .isEqualTo(Instant.parse("2026-11-01T10:00:00.123456Z"));
  }
}
