package peyk.domain.otp;

import java.time.Duration;
import java.time.Instant;

/**
 * A code that was sent to a phone and waits to be typed in.
 *
 * @param firstSentAt when the code was first sent; later texts repeat it
 * @param expiresAt the first instant at which it is no longer accepted
 * @param attempts how many wrong codes have been offered instead; sending it again gives none back
 */
public record OtpChallenge(ChallengeId id, Instant firstSentAt, Instant expiresAt, int attempts) {
  private static final Duration EXPIRY_IS_REMEMBERED = Duration.ofMinutes(10);

  /** Whether it is neither expired nor burnt by too many attempts. */
  public boolean isLive(Instant now, OtpLimits limits) {
    return !isExpired(now) && !isBurnt(limits);
  }

  boolean isExpired(Instant now) {
    return !now.isBefore(expiresAt);
  }

  /** Whether it expired so long ago that nobody is told so any more. */
  boolean isLongExpired(Instant now) {
    return isExpired(now.minus(EXPIRY_IS_REMEMBERED));
  }

  boolean isBurnt(OtpLimits limits) {
    return attempts >= limits.attempts();
  }

  /** The same challenge with another end. */
  public OtpChallenge until(Instant end) {
    return new OtpChallenge(id, firstSentAt, end, attempts);
  }

  OtpChallenge withAttempts(int number) {
    return new OtpChallenge(id, firstSentAt, expiresAt, number);
  }
}
