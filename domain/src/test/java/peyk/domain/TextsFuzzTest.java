package peyk.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.domain.account.LoginParser;
import peyk.domain.device.Imei;
import peyk.domain.otp.OtpCode;
import peyk.domain.otp.PhoneNumberParser;

/** Whatever a client types: it is a phone, a code, a login, an IMEI in its one form, or nothing. */
class TextsFuzzTest {
  private static final PhoneNumberParser PHONES = new PhoneNumberParser(List.of("IR"));
  private static final LoginParser LOGINS = new LoginParser(PHONES);

  @Test
  void a_phone_has_its_canonical_form_or_is_none() {
    Mutations.feed(
        TextsFuzzTest.class,
        "phones",
        1000,
        300_000,
        input -> {
          var text = text(input);
          PHONES
              .parse(text)
              .ifPresent(phone -> {
                assertThat(phone.canonical()).matches("09\\d{9}");
                assertThat(PHONES.parse(phone.canonical())).contains(phone);
              });
          LOGINS
              .parse(text)
              .ifPresent(login ->
                  assertThat(login.value().codePoints().noneMatch(Character::isISOControl))
                      .isTrue());
        });
  }

  @Test
  void a_code_and_an_imei_are_digits_or_none() {
    Mutations.feed(
        TextsFuzzTest.class,
        "codes",
        1000,
        300_000,
        input -> {
          var text = text(input);
          OtpCode.parse(text).ifPresent(code -> assertThat(code.digits()).matches("\\d{4,8}"));
          Imei.parse(text).ifPresent(imei -> assertThat(imei.digits()).matches("\\d{14,15}"));
          Imei.parseSent(text).ifPresent(imei -> assertThat(imei.digits()).matches("\\d{13,17}"));
        });
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
