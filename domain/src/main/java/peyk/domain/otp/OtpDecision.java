package peyk.domain.otp;

import java.time.Duration;
import java.util.Optional;

/** What to do about one request for a code. */
public sealed interface OtpDecision {
  /**
   * Send this challenge's code.
   *
   * @param previous the phone's challenge as it stood before, to go back to if the text fails
   * @param reference the text's name at the gateway
   * @param lookUpFirst whether an earlier text of that name may have gone out already
   */
  record Send(
      OtpChallenge challenge,
      Optional<OtpChallenge> previous,
      SmsReference reference,
      boolean lookUpFirst)
      implements OtpDecision {}

  /** A limit is full. */
  record Refuse(Duration retryAfter) implements OtpDecision {}
}
