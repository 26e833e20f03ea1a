package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtpCodesTest {
  private static final String KEY = "an OTP key of 32 characters or more";
  private static final ChallengeId CHALLENGE =
      new ChallengeId(UUID.fromString("6f6d2a39-6f52-4b7b-9d4e-0a1b2c3d4e5f"));

  /**
   * Computed elsewhere and pinned, because codes that were sent have to be the same after an
   * upgrade.
   */
  @Test
  void the_code_of_a_challenge_never_changes() {
    assertThat(new OtpCodes(KEY, 8).codeFor(CHALLENGE)).isEqualTo(new OtpCode("86567762"));
    assertThat(new OtpCodes(KEY, 4).codeFor(CHALLENGE)).isEqualTo(new OtpCode("7762"));
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8})
  void a_code_has_as_many_digits_as_configured(int length) {
    var codes = new OtpCodes(KEY, length);
    for (int i = 0; i < 1_000; i++) {
      assertThat(codes.codeFor(challenge(i)).digits()).hasSize(length);
    }
  }

  /** A chi-squared test: 9 degrees of freedom, one chance in a thousand to be above 27.9. */
  @Test
  void every_digit_is_equally_likely_at_every_place() {
    var codes = new OtpCodes(KEY, 4);
    var counts = new int[4][10];
    int draws = 10_000;
    for (int i = 0; i < draws; i++) {
      var digits = codes.codeFor(challenge(i)).digits();
      for (int place = 0; place < 4; place++) {
        counts[place][digits.charAt(place) - '0']++;
      }
    }
    for (var place : counts) {
      double chiSquared = 0;
      for (int count : place) {
        chiSquared += Math.pow(count - draws / 10.0, 2) / (draws / 10.0);
      }
      assertThat(chiSquared).isLessThan(27.9);
    }
  }

  @Test
  void other_challenges_have_other_codes() {
    var codes = new OtpCodes(KEY, 8);
    assertThat(codes.codeFor(challenge(1))).isNotEqualTo(codes.codeFor(challenge(2)));
    var id = CHALLENGE.value();
    var swapped =
        new ChallengeId(new UUID(id.getLeastSignificantBits(), id.getMostSignificantBits()));
    assertThat(codes.codeFor(swapped)).isNotEqualTo(codes.codeFor(CHALLENGE));
  }

  @Test
  void another_key_makes_other_codes() {
    assertThat(new OtpCodes(KEY + "!", 8).codeFor(CHALLENGE))
        .isNotEqualTo(new OtpCodes(KEY, 8).codeFor(CHALLENGE));
  }

  @Test
  void a_key_of_32_characters_is_long_enough() {
    assertThat(new OtpCodes("k".repeat(32), 4).codeFor(CHALLENGE).digits()).hasSize(4);
  }

  @Test
  void a_short_key_and_an_odd_length_are_refused() {
    assertThatThrownBy(() -> new OtpCodes("k".repeat(31), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("kk");
    assertThatThrownBy(() -> new OtpCodes(KEY, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OtpCodes(KEY, 9)).isInstanceOf(IllegalArgumentException.class);
  }

  private static ChallengeId challenge(int seed) {
    var random = new SplittableRandom(seed);
    return new ChallengeId(new UUID(random.nextLong(), random.nextLong()));
  }
}
