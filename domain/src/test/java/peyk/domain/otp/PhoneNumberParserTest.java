package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberParserTest {
  private static final PhoneNumber PHONE = new PhoneNumber("+989123456789", "09123456789");
  private static final PhoneNumberParser PARSER = new PhoneNumberParser(List.of("IR"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "09123456789",
        "+989123456789",
        "00989123456789",
        "989123456789",
        "9123456789",
        "۰۹۱۲۳۴۵۶۷۸۹",
        "٠٩١٢٣٤٥٦٧٨٩",
        "+۹۸۹۱۲۳۴۵۶۷۸۹",
        "۰۹12٣٤٥6789",
        " 09123456789 ",
        "0912\uFE0F3456789",
        "0912\u00AD3456789",
        "\u061C09123456789",
        "0912\u200D\uDB40\uDD003456789",
        "0912 345 6789",
        "0912-345-6789",
        "0912–345—6789",
        "(0912) 345.6789",
        "+98 912 345 6789",
        "+98 (0) 912 345 6789",
        "0098-912-345-67-89",
        "۰۹۱۲ ۳۴۵ ۶۷۸۹",
        "0912\u00a0345\u202f6789",
        "0912\u2011345\u20116789",
        "\u200e+989123456789\u200f",
        "\u202a09123456789\u202c",
        "\u2066+98 912 345 6789\u2069",
        "\ufeff09123456789",
        "0912\u200c3456789",
        "09123456789\r\n"
      })
  void all_spellings_are_one_phone(String spelling) {
    assertThat(PARSER.parse(spelling)).contains(PHONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"09411234567", "+989951234567", "9241234567"})
  void a_prefix_that_is_younger_than_the_data_can_be_added(String number) {
    var parser = PARSER.withFurtherPrefixes(List.of("0941", "995", "0924"));
    var digits = number.substring(number.length() - 10);

    assertThat(PARSER.parse(number)).isEmpty();
    assertThat(PARSER.isUnknown(number)).isTrue();
    assertThat(parser.parse(number)).contains(new PhoneNumber("+98" + digits, "0" + digits));
    assertThat(parser.parse(number + "8")).isEmpty();
    assertThat(parser.parse(number.substring(0, number.length() - 1))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "94a", "+98941", "00941", "1234567"})
  void a_prefix_is_a_few_digits(String prefix) {
    assertThatThrownBy(() -> PARSER.withFurtherPrefixes(List.of(prefix)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"02188776655", "110", "0941123456", "094112345678", "hello", "+447400123456"})
  void a_number_is_unknown_only_if_it_is_well_formed(String text) {
    assertThat(PARSER.isUnknown(text)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "02188776655",
        "+982188776655",
        "03132123456",
        "90001234",
        "+9890001234",
        "110",
        "*733*2#",
        "1800123456"
      })
  void what_is_no_mobile_number_is_refused(String text) {
    assertThat(PARSER.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+12025550123",
        "+447400123456",
        "+4915112345678",
        "+93701234567",
        "+971501234567"
      })
  void numbers_of_other_regions_are_refused(String text) {
    assertThat(PARSER.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "0",
        "+",
        "++989123456789",
        "+98+9123456789",
        "0912345678",
        "091234567890",
        "09123456789;phone-context=+98",
        "tel:09123456789",
        "09123456789 ext 5",
        "09123456789a",
        "0912345678O",
        "ali@example.com",
        "null",
        "۰۹۱۲۳۴۵۶۷۸",
        "0912345678९",
        "09123456789\u0000",
        "\u000009123456789",
        "0912345\ud8006789",
        "09123456789\udc00",
        "09123456789'; DROP TABLE phones"
      })
  void junk_is_refused(String text) {
    assertThat(PARSER.parse(text)).isEmpty();
  }

  @Test
  void five_thousand_digits_are_refused() {
    assertThat(PARSER.parse("9".repeat(5_000))).isEmpty();
    assertThat(PARSER.parse("0912345678" + "9".repeat(5_000))).isEmpty();
    assertThat(PARSER.parse(" ".repeat(5_000) + "09123456789")).isEmpty();
  }

  @RepeatedTest(100)
  void no_text_makes_it_stumble(RepetitionInfo repetition) {
    var random = new SplittableRandom(repetition.getCurrentRepetition());
    var text = new StringBuilder();
    random
        .ints(random.nextInt(80), 0, 12)
        .forEach(kind -> text.append(kind < 10 ? (char) ('0' + kind) : randomChar(random)));
    assertThat(PARSER.parse(text.toString()).stream().map(PhoneNumber::canonical))
        .allMatch(phone -> phone.matches("09\\d{9}"));
  }

  @Test
  void the_national_form_is_that_of_the_first_region() {
    var parser = new PhoneNumberParser(List.of("IR", "AF"));
    assertThat(parser.parse("+93701234567"))
        .contains(new PhoneNumber("+93701234567", "+93701234567"));
    assertThat(parser.parse("09123456789")).contains(PHONE);
    assertThat(new PhoneNumberParser(List.of("AF", "IR")).parse("0701234567"))
        .contains(new PhoneNumber("+93701234567", "0701234567"));
  }

  @Test
  void regions_are_iso_codes_and_at_least_one() {
    assertThatThrownBy(() -> new PhoneNumberParser(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new PhoneNumberParser(List.of("IR", "Iran")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_phone_shows_its_last_four_digits_only() {
    assertThat(PHONE).hasToString("***6789");
    assertThat(PHONE.block()).isEqualTo("+98912345");
  }

  private static char randomChar(SplittableRandom random) {
    return (char) random.nextInt(Character.MAX_VALUE + 1);
  }
}
