package peyk.domain.otp;

/** The result of comparing a code with the phone's challenge. */
public sealed interface OtpAttempt {
  /** The code was right. The challenge is claimed and none of its attempts was used. */
  record Claimed(OtpChallenge challenge) implements OtpAttempt {}

  /** The code was wrong, which is counted already, or was none. */
  record Wrong(OtpChallenge challenge) implements OtpAttempt {}

  /** A challenge that expired within the last ten minutes. */
  record Expired() implements OtpAttempt {}

  /**
   * No usable challenge: none was requested, it was used, claimed or burnt, or the phone's guesses
   * are used up.
   */
  record None() implements OtpAttempt {}
}
