package peyk.domain.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImeiTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"867717033890519", "۸۶۷۷۱۷۰۳۳۸۹۰۵۱۹", "٨٦٧٧١٧٠٣٣٨٩٠٥١٩", " 867717033890519\n"})
  void an_imei_is_read_in_digits_of_all_three_scripts(String text) {
    assertThat(Imei.parse(text)).contains(new Imei("867717033890519"));
  }

  @Test
  void the_check_digit_may_be_missing_or_wrong() {
    assertThat(Imei.parse("86771703389051")).contains(new Imei("86771703389051"));
    assertThat(Imei.parse("867717033890510")).contains(new Imei("867717033890510"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "8677170338905",
        "8677170338905199",
        "86771703389051x",
        "867717 033890519",
        "-86771703389051",
        "867717033890519\u0000",
        "८६७७१७०३३८९०५१९"
      })
  void other_text_is_no_imei(String text) {
    assertThat(Imei.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "867717033890", "867717033890519999", "86771703389051x"})
  void no_tracker_has_fewer_than_13_or_more_than_17_digits(String text) {
    assertThat(Imei.parseSent(text)).isEmpty();
    assertThatThrownBy(() -> new Imei(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("an IMEI has 13 to 17 digits");
  }

  @ParameterizedTest
  @ValueSource(strings = {"8677170338905", "8677170338905199", "86771703389051999"})
  void a_tracker_with_an_odd_number_of_digits_is_known_by_exactly_these(String digits) {
    assertThat(Imei.parse(digits)).isEmpty();
    assertThat(Imei.parseSent(digits)).contains(new Imei(digits));
  }

  @Test
  void a_long_text_is_no_imei() {
    assertThat(Imei.parse("867717033890519" + " ".repeat(100_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"490154203237518", "356938035643809", "000000000000000"})
  void a_right_check_digit_is_recognised(String digits) {
    assertThat(new Imei(digits).isChecked()).isTrue();
    for (char last = '0'; last <= '9'; last++) {
      var other = new Imei(digits.substring(0, 14) + last);
      assertThat(other.isChecked()).isEqualTo(other.digits().equals(digits));
    }
  }

  @Test
  void an_imei_without_its_check_digit_is_not_checked() {
    assertThat(new Imei("49015420323751").isChecked()).isFalse();
    assertThat(new Imei("00000000000000").isChecked()).isFalse();
  }

  @Test
  void two_digits_that_changed_places_are_noticed() {
    assertThat(new Imei("491054203237518").isChecked()).isFalse();
  }

  @Test
  void an_imei_shows_what_tells_trackers_apart_and_no_more() {
    assertThat(new Imei("867717033890519")).hasToString("86771703***519");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+867717033890519",
        "\"867717033890519\"",
        "'867717033890519'",
        " \u200f867717033890519\u200e",
        "867717033890519"
      })
  void an_imei_that_a_tracker_decorates_is_read(String text) {
    assertThat(Imei.parseSent(text)).contains(new Imei("867717033890519"));
  }

  @Test
  void an_imei_that_a_person_types_is_not_decorated() {
    assertThat(Imei.parse("+867717033890519")).isEmpty();
  }
}
