package peyk.domain.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "007, 7",
    "50000, 50000",
    "۵۰۰۰۰, 50000",
    "٥٠٠٠٠, 50000",
    "1۲٣, 123",
    "9223372036854775807, 9223372036854775807",
    "0000000000000000000000000000000000000000000009223372036854775807, 9223372036854775807"
  })
  void a_whole_number_is_read_in_digits_of_all_three_scripts(String text, long number) {
    assertThat(Digits.parse(text)).hasValue(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        " 1",
        "1 ",
        "+1",
        "-1",
        "1.0",
        "1,000",
        "1٬000",
        "0x1",
        "1e3",
        "१",
        "𝟙",
        "1\0",
        "9223372036854775808",
        "99999999999999999999"
      })
  void other_text_is_no_number(String text) {
    assertThat(Digits.parse(text)).isEmpty();
  }

  @Test
  void nobody_means_a_number_of_more_than_64_digits() {
    assertThat(Digits.parse("0".repeat(64))).hasValue(0);
    assertThat(Digits.parse("0".repeat(65))).isEmpty();
    assertThat(Digits.parse("1".repeat(1_000_000))).isEmpty();
  }
}
