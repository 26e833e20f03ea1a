package peyk.domain.otp;

import java.time.Duration;
import java.util.Optional;

/** The decision on a request for a code. */
public sealed interface OtpDecision {
  /**
   * Send this challenge's code.
   *
   * @param previous the phone's challenge before, restored if the text fails
   * @param reference the text's id at the gateway
   * @param lookUpFirst whether an earlier text with this id may have gone out
   */
  record Send(
      OtpChallenge challenge,
      Optional<OtpChallenge> previous,
      SmsReference reference,
      boolean lookUpFirst)
      implements OtpDecision {}

  record Refuse(Duration retryAfter) implements OtpDecision {}
}
