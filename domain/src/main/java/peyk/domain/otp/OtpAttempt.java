package peyk.domain.otp;

/** The challenge for an offered code. The attempt is counted already. */
public sealed interface OtpAttempt {
  /** A live challenge that allowed one more attempt. */
  record Open(OtpChallenge challenge) implements OtpAttempt {}

  /** A challenge that expired within the last ten minutes. */
  record Expired() implements OtpAttempt {}

  /**
   * No usable challenge: none was requested, it was used, claimed or burnt, or the phone's guesses
   * are used up.
   */
  record None() implements OtpAttempt {}
}
