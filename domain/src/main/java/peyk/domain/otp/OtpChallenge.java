package peyk.domain.otp;

import java.time.Duration;
import java.time.Instant;

/**
 * A code that was sent to a phone.
 *
 * @param firstSentAt the time of the first text; later texts repeat the code
 * @param expiresAt exclusive
 * @param attempts wrong codes so far; sending the code again does not reset them
 */
public record OtpChallenge(ChallengeId id, Instant firstSentAt, Instant expiresAt, int attempts) {
  private static final Duration EXPIRY_IS_REMEMBERED = Duration.ofMinutes(10);

  /** Whether it is neither expired nor burnt. */
  public boolean isLive(Instant now, OtpLimits limits) {
    return !isExpired(now) && !isBurnt(limits);
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Whether it expired so long ago that users no longer learn it. */
  boolean isLongExpired(Instant now) {
    return isExpired(now.minus(EXPIRY_IS_REMEMBERED));
  }

  boolean isBurnt(OtpLimits limits) {
    return attempts >= limits.attempts();
  }

  public OtpChallenge until(Instant end) {
    return new OtpChallenge(id, firstSentAt, end, attempts);
  }

  OtpChallenge withAttempts(int number) {
    return new OtpChallenge(id, firstSentAt, expiresAt, number);
  }
}
