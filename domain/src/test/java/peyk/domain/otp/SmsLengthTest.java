package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SmsLengthTest {
  @Test
  void plain_letters_take_seven_bits() {
    assertThat(SmsLength.of("a".repeat(160))).isEqualTo(new SmsLength(true, 160, 1, 140));
    assertThat(SmsLength.of("a".repeat(161))).isEqualTo(new SmsLength(true, 161, 2, 141));
    assertThat(SmsLength.of("a".repeat(306)).parts()).isEqualTo(2);
    assertThat(SmsLength.of("a".repeat(307)).parts()).isEqualTo(3);
  }

  @Test
  void persian_takes_two_bytes() {
    assertThat(SmsLength.of("ک".repeat(70))).isEqualTo(new SmsLength(false, 70, 1, 140));
    assertThat(SmsLength.of("ک".repeat(71))).isEqualTo(new SmsLength(false, 71, 2, 142));
    assertThat(SmsLength.of("ک".repeat(134)).parts()).isEqualTo(2);
    assertThat(SmsLength.of("ک".repeat(135)).parts()).isEqualTo(3);
  }

  @Test
  void one_letter_outside_the_alphabet_makes_all_of_them_wide() {
    assertThat(SmsLength.of("a".repeat(70) + "ک").parts()).isEqualTo(2);
    assertThat(SmsLength.of("`").plain()).isFalse();
    assertThat(SmsLength.of("code: 1234\nfA+/9z1kQxY @€").plain()).isTrue();
  }

  @Test
  void brackets_and_the_euro_sign_count_twice_and_are_not_split() {
    assertThat(SmsLength.of("€".repeat(80))).isEqualTo(new SmsLength(true, 80, 1, 140));
    assertThat(SmsLength.of("€".repeat(81)).parts()).isEqualTo(2);
    assertThat(SmsLength.of("[".repeat(76 * 2)).parts()).isEqualTo(2);
    assertThat(SmsLength.of("[".repeat(76 * 2) + "a").parts()).isEqualTo(2);
    assertThat(SmsLength.of("[".repeat(76 * 2) + "ab").parts()).isEqualTo(3);
    assertThat(SmsLength.of("[".repeat(76 * 2 + 1)).parts()).isEqualTo(3);
  }

  @Test
  void people_count_an_emoji_once() {
    assertThat(SmsLength.of("🚗").characters()).isEqualTo(1);
    assertThat(SmsLength.of("🚗").bytes()).isEqualTo(4);
    assertThat(SmsLength.of("🚗".repeat(36)).parts()).isEqualTo(2);
    assertThat(SmsLength.of("🚗".repeat(67)).parts()).isEqualTo(3);
  }

  @Test
  void an_empty_text_is_one_message() {
    assertThat(SmsLength.of("")).isEqualTo(new SmsLength(true, 0, 1, 0));
  }
}
