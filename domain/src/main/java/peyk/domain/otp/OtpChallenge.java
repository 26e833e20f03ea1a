package peyk.domain.otp;

import java.time.Instant;

/**
 * A code that was sent to a phone and waits to be typed in.
 *
 * @param firstSentAt when the code was first sent; later texts repeat it
 * @param expiresAt the first instant at which it is no longer accepted
 * @param attempts how many wrong codes have been offered instead; sending it again gives none back
 */
public record OtpChallenge(ChallengeId id, Instant firstSentAt, Instant expiresAt, int attempts) {
  /** Whether it is neither expired nor burnt by too many attempts. */
  public boolean isLive(Instant now, OtpLimits limits) {
    return now.isBefore(expiresAt) && attempts < limits.attempts();
  }

  /** The same with another end. */
  OtpChallenge until(Instant end) {
    return new OtpChallenge(id, firstSentAt, end, attempts);
  }
}
