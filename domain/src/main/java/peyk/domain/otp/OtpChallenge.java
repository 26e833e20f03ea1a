package peyk.domain.otp;

import java.time.Instant;

/**
 * A code that was sent to a phone and waits to be typed in.
 *
 * @param firstSentAt when the code was first sent; later texts repeat it
 * @param expiresAt the first instant at which it is no longer accepted
 */
public record OtpChallenge(ChallengeId id, Instant firstSentAt, Instant expiresAt) {
  public boolean isLive(Instant now) {
    return now.isBefore(expiresAt);
  }
}
