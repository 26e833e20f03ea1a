package peyk.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {
  @Test
  void persian_and_arabic_indic_digits_become_ascii() {
    assertThat(Digits.toAscii("۰۱۲۳۴۵۶۷۸۹ ٠١٢٣٤٥٦٧٨٩")).isEqualTo("0123456789 0123456789");
  }

  @Test
  void everything_else_stays() {
    var text = "+a/:٪٫٬ۯۺ१𝟙\u0000\ud800";
    assertThat(Digits.toAscii(text)).isEqualTo(text);
  }

  @Test
  void ascii_digits_are_recognised() {
    assertThat(Digits.areAscii("0123456789")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "۱", "1 ", "-1", "1.0", "/", ":", "१"})
  void other_text_is_not(String text) {
    assertThat(Digits.areAscii(text)).isFalse();
  }
}
