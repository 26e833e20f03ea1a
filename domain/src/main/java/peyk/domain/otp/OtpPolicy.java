package peyk.domain.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import peyk.domain.otp.OtpDecision.Refuse;
import peyk.domain.otp.OtpDecision.Send;

/**
 * Decides whether to send a code: the live one again, or a new one.
 *
 * @param lifetime the validity of a code after each text
 * @param longestLife its validity after the first text, however often it is sent
 */
public record OtpPolicy(OtpLimits limits, Duration lifetime, Duration longestLife) {
  public OtpPolicy {
    if (!lifetime.isPositive() || longestLife.compareTo(lifetime) < 0) {
      throw new IllegalArgumentException(
          "a code lives for some time, at the longest at least as long");
    }
  }

  /**
   * @param freshId the id of a new challenge
   * @param freshReference the id of a new text
   */
  public OtpDecision decide(
      OtpHistory history, Instant now, ChallengeId freshId, SmsReference freshReference) {
    var wait = new OtpCooldown(limits).remaining(history, now);
    if (wait.isPositive()) {
      return new Refuse(wait);
    }
    var challenge = known(history, now).orElseGet(() -> new OtpChallenge(freshId, now, now, 0));
    var repeated = history.unsettled().filter(text -> text.challenge().equals(challenge.id()));
    return new Send(
        challenge.until(expiry(challenge.firstSentAt(), now)),
        history.challenge(),
        repeated.map(UnsettledText::reference).orElse(freshReference),
        repeated.map(UnsettledText::sentAt));
  }

  /** The expiry of a code that is sent again now. */
  public Instant expiry(Instant firstSentAt, Instant now) {
    var fullLife = now.plus(lifetime);
    var end = firstSentAt.plus(longestLife);
    return fullLife.isBefore(end) ? fullLife : end;
  }

  /** The live challenge whose code the phone has or may have. */
  private Optional<OtpChallenge> known(OtpHistory history, Instant now) {
    return history
        .challenge()
        .filter(challenge -> challenge.isLive(now, limits))
        .or(() -> unsettled(history, now));
  }

  /** The challenge of a text that may have gone out. Sending it again does not reset attempts. */
  private Optional<OtpChallenge> unsettled(OtpHistory history, Instant now) {
    return history
        .unsettled()
        .map(text ->
            new OtpChallenge(
                text.challenge(),
                text.firstSentAt(),
                text.firstSentAt().plus(longestLife),
                history.attempts(text.challenge())))
        .filter(challenge -> challenge.isLive(now, limits));
  }
}
