package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OtpChallengeTest {
  private static final Instant SENT = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant EXPIRY = SENT.plusSeconds(120);
  private static final OtpLimits LIMITS = new OtpLimits(List.of(), 5, 0, 0);

  private final OtpChallenge challenge =
      new OtpChallenge(new ChallengeId(UUID.randomUUID()), SENT, EXPIRY, 0);

  @Test
  void it_expires_at_its_end_and_is_long_expired_ten_minutes_later() {
    assertThat(challenge.isExpired(EXPIRY.minusNanos(1))).isFalse();
    assertThat(challenge.isExpired(EXPIRY)).isTrue();
    assertThat(challenge.isLongExpired(EXPIRY.plusSeconds(600).minusNanos(1))).isFalse();
    assertThat(challenge.isLongExpired(EXPIRY.plusSeconds(600))).isTrue();
  }

  @Test
  void the_last_wrong_code_that_is_allowed_burns_it() {
    assertThat(challenge.withAttempts(4).isBurnt(LIMITS)).isFalse();
    assertThat(challenge.withAttempts(5).isBurnt(LIMITS)).isTrue();
  }

  @Test
  void it_is_live_until_it_is_burnt_or_expired() {
    assertThat(challenge.isLive(SENT, LIMITS)).isTrue();
    assertThat(challenge.isLive(EXPIRY, LIMITS)).isFalse();
    assertThat(challenge.withAttempts(5).isLive(SENT, LIMITS)).isFalse();
  }
}
