package peyk.domain.otp;

import java.time.Instant;
import java.util.function.Predicate;

/** The open challenges, at most one per phone, and the wrong codes offered for each phone. */
public interface OtpChallengeRepository {
  /**
   * Compares a code with the phone's challenge. A wrong code is counted, and the right one claims
   * the challenge for one sign-in, until {@code close}, {@code reopen} or {@code claimUntil}. All
   * of it is atomic and stored before it returns, so parallel guesses share no attempt, and of
   * parallel sign-ins one gets the challenge.
   *
   * @param isRight a pure function that compares the code with that of a challenge; called again if
   *     the result was not stored
   */
  OtpAttempt attempt(
      PhoneNumber phone,
      OtpLimits limits,
      Predicate<ChallengeId> isRight,
      Instant now,
      Instant claimUntil);

  /** Treats a text that cannot be a code like a wrong code, without counting it. */
  OtpAttempt attemptWithoutCode(PhoneNumber phone, OtpLimits limits, Instant now);

  /** Deletes the challenge after a sign-in, and resets the wrong codes in a row. */
  void close(PhoneNumber phone, ChallengeId challenge);

  /** Ends the claim of a sign-in that failed for another reason than the code. */
  void reopen(PhoneNumber phone, ChallengeId challenge);
}
