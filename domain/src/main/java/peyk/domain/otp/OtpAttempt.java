package peyk.domain.otp;

/** What an offered code is compared with; by then the attempt has been counted. */
public sealed interface OtpAttempt {
  /** A live challenge that could bear one more attempt. */
  record Open(OtpChallenge challenge) implements OtpAttempt {}

  /** A challenge that expired within the last ten minutes. */
  record Expired() implements OtpAttempt {}

  /**
   * Nothing to compare with: never asked, used, being used, burnt, or the phone's guesses are used
   * up.
   */
  record None() implements OtpAttempt {}
}
