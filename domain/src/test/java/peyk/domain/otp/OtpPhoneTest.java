package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import peyk.domain.MovableClock;

class OtpPhoneTest {
  private static final Instant EXPIRY = MovableClock.START;
  private static final Duration DAY = Duration.ofDays(1);

  private final OtpPhone locked =
      new OtpPhone(
          Optional.of(challenge(1, EXPIRY)), Optional.empty(), List.of(), 100, Optional.empty());

  @Test
  void a_wrong_code_in_a_row_is_forgiven_for_each_day_since_the_last_code_expired() {
    assertThat(inARow(locked, EXPIRY.minusSeconds(1))).isEqualTo(100);
    assertThat(inARow(locked, EXPIRY.plus(DAY).minusSeconds(1))).isEqualTo(100);
    assertThat(inARow(locked, EXPIRY.plus(DAY))).isEqualTo(99);
    assertThat(inARow(locked, EXPIRY.plus(DAY.multipliedBy(1000)))).isZero();
  }

  @Test
  void what_was_forgiven_stays_forgiven_when_a_new_code_is_sent() {
    var later = EXPIRY.plus(DAY.multipliedBy(3));
    var asked = locked.sent(challenge(2, later.plusSeconds(120)));
    assertThat(asked.wrongCodesInARow()).isEqualTo(97);
    assertThat(inARow(asked, later.plusSeconds(60))).isEqualTo(97);
    assertThat(inARow(asked, later.plusSeconds(120).plus(DAY))).isEqualTo(96);
  }

  @Test
  void a_text_that_fails_forgives_nothing() {
    var later = EXPIRY.plus(DAY.multipliedBy(3));
    var phone = locked;
    for (int i = 0; i < 3; i++) {
      phone = failed(phone, challenge(2 + i, later.plusSeconds(120)));
    }
    assertThat(phone).isEqualTo(locked);
    assertThat(inARow(phone, later)).isEqualTo(97);
  }

  @Test
  void after_a_text_that_fails_no_wrong_code_counts_that_was_forgiven_as_a_whole() {
    var muchLater = EXPIRY.plus(DAY.multipliedBy(1000));
    var phone = failed(locked, challenge(2, muchLater.plusSeconds(120)));
    assertThat(inARow(phone, muchLater)).isZero();
  }

  private static OtpPhone failed(OtpPhone phone, OtpChallenge text) {
    return phone.sent(text).giveBack(text, phone.challenge(), Optional.empty());
  }

  private static int inARow(OtpPhone phone, Instant now) {
    return phone.history(Map.of(), now).wrongCodesInARow();
  }

  private static OtpChallenge challenge(long id, Instant expiresAt) {
    return new OtpChallenge(
        new ChallengeId(new UUID(0, id)), expiresAt.minusSeconds(120), expiresAt, 0);
  }
}
