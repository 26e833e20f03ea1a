package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"getver", "qssd:*733*2#", "abc", "10 ", "{\"c\": 29}", "g1"})
  void ascii_text_reaches_a_tracker_unchanged(String text) {
    assertThat(new CommandText(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "abcd", "10", "ABCDEF0123", "خودرو", "caf\u00e9", "get\0ver"})
  void what_traccar_would_change_is_refused(String text) {
    assertThatThrownBy(() -> new CommandText(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_is_wrong_with_a_text_is_told() {
    assertThat(CommandText.fault("getver")).isEmpty();
    assertThat(CommandText.fault("abc")).isEmpty();
    assertThat(CommandText.fault(" ")).contains(CommandText.Fault.BLANK);
    assertThat(CommandText.fault("abcd")).contains(CommandText.Fault.ALL_HEX);
    assertThat(CommandText.fault("getver \u06f1")).contains(CommandText.Fault.NOT_ASCII);
    assertThat(CommandText.fault("a\0b")).contains(CommandText.Fault.NOT_ASCII);
  }
}
