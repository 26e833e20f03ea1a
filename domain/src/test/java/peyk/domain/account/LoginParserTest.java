package peyk.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.otp.PhoneNumberParser;
import peyk.domain.otp.Phones;

class LoginParserTest {
  private final LoginParser parser = new LoginParser(new PhoneNumberParser(List.of("IR")));

  @ParameterizedTest
  @ValueSource(strings = {"09123456789", "+98 912 345 6789", "۰۹۱۲۳۴۵۶۷۸۹", "989123456789"})
  void a_phone_in_any_spelling_is_its_canonical_form(String spelling) {
    assertThat(parser.parse(spelling)).contains(new Login("09123456789"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Ali@example.com", " Ali@example.com\t"})
  void anything_else_is_an_email_as_it_stands(String text) {
    assertThat(parser.parse(text)).contains(new Login("Ali@example.com"));
  }

  @Test
  void a_landline_is_as_good_as_an_email() {
    assertThat(parser.parse("02188776655")).contains(new Login("02188776655"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u0000", "a\u0000b", "a\nb", "a\ud800", "\udc00a", "a\u0085b"})
  void what_no_traccar_user_can_have_is_no_login(String text) {
    assertThat(parser.parse(text)).isEmpty();
  }

  @Test
  void an_email_has_at_most_128_characters() {
    assertThat(parser.parse("a".repeat(128))).isPresent();
    assertThat(parser.parse("a".repeat(129))).isEmpty();
    assertThat(parser.parse("9".repeat(5_000))).isEmpty();
  }

  @Test
  void an_email_may_be_persian_or_hold_an_emoji() {
    assertThat(parser.parse("علی🚗@example.com")).contains(new Login("علی🚗@example.com"));
  }

  @Test
  void logins_match_whatever_their_case() {
    assertThat(new Login("Ali@Example.com").matches("aLI@eXAMPLE.COM")).isTrue();
    assertThat(new Login("Ali@example.com").matches("ali@example.org")).isFalse();
  }

  @Test
  void the_login_of_a_phone_is_its_canonical_form() {
    assertThat(Login.of(Phones.any())).isEqualTo(new Login("09120000001"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void a_login_is_not_blank(String value) {
    assertThatThrownBy(() -> new Login(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void only_the_end_of_a_login_shows() {
    assertThat(new Login("ali@example.com")).hasToString("***.com");
    assertThat(new Login("ali")).hasToString("***ali");
  }
}
