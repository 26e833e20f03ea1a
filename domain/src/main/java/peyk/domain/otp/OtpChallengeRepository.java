package peyk.domain.otp;

import java.time.Instant;

/** The open challenges, at most one per phone, and the wrong codes offered for each phone. */
public interface OtpChallengeRepository {
  /**
   * Counts one attempt as a wrong one, atomically, so that parallel guesses cannot share it. Only
   * an {@code Open} result counts.
   */
  OtpAttempt recordAttempt(PhoneNumber phone, OtpLimits limits, Instant now);

  /**
   * Claims the challenge for one sign-in after the right code came at {@code attemptedAt}, and
   * uncounts that attempt. The claim lasts until {@code close}, {@code reopen} or {@code until}.
   *
   * @return false if another sign-in has claimed or used it
   */
  boolean claim(
      PhoneNumber phone, ChallengeId challenge, Instant attemptedAt, Instant now, Instant until);

  /** Deletes the challenge after a sign-in, and resets the wrong codes in a row. */
  void close(PhoneNumber phone, ChallengeId challenge);

  /** Ends the claim of a sign-in that failed for another reason than the code. */
  void reopen(PhoneNumber phone, ChallengeId challenge);
}
