package peyk.domain.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The decision on a request for a code. */
public sealed interface OtpDecision {
  /**
   * Send this challenge's code.
   *
   * @param previous the phone's challenge before, restored if the text fails
   * @param reference the text's id at the gateway
   * @param mayHaveSentAt when a text with this id was last sent, if it may have gone out and must
   *     be looked up first
   */
  record Send(
      OtpChallenge challenge,
      Optional<OtpChallenge> previous,
      SmsReference reference,
      Optional<Instant> mayHaveSentAt)
      implements OtpDecision {}

  record Refuse(Duration retryAfter) implements OtpDecision {}
}
