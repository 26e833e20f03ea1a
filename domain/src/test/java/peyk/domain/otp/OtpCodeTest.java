package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtpCodeTest {
  private static final OtpCode CODE = new OtpCode("4829");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4829",
        "۴۸۲۹",
        "٤٨٢٩",
        "4۸٢9",
        " 4829\n",
        "48 29",
        "4829\u200f",
        "48-29",
        "۴ ۸ ۲ ۹",
        "48\u00ad29"
      })
  void the_code_matches_in_digits_of_all_three_scripts(String typed) {
    assertThat(OtpCode.parse(typed).map(CODE::matches)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "4828", "482", "48290", "04829", "4 828", "४८२९", "4829\u0000", "null"})
  void anything_else_does_not(String typed) {
    assertThat(OtpCode.parse(typed).filter(CODE::matches)).isEmpty();
  }

  @Test
  void a_long_text_does_not_match() {
    assertThat(OtpCode.parse(" ".repeat(100_000) + "4829")).isEmpty();
  }

  @Test
  void leading_zeros_count() {
    assertThat(OtpCode.parse("7")).isEmpty();
    assertThat(OtpCode.parse("۰۰۰۷")).contains(new OtpCode("0007"));
  }

  @Test
  void a_code_is_never_printed() {
    assertThat(CODE).hasToString("[code]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "123", "123456789", "12a4", "۱۲۳۴", " 1234"})
  void a_code_has_four_to_eight_ascii_digits(String digits) {
    assertThatThrownBy(() -> new OtpCode(digits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a code has 4 to 8 digits");
  }
}
