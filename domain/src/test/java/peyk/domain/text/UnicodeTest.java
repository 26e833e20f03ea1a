package peyk.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnicodeTest {
  @ParameterizedTest
  @ValueSource(strings = {"", "a", "خودرو", "🚗", "\u0000", "\uffff"})
  void ordinary_text_is_well_formed(String text) {
    assertThat(Unicode.isWellFormed(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude97", "a\ud83db", "\ude97\ud83d", "🚗\ud83d"})
  void half_a_surrogate_pair_is_not(String text) {
    assertThat(Unicode.isWellFormed(text)).isFalse();
  }
}
