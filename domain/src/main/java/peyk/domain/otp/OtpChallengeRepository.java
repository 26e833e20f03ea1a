package peyk.domain.otp;

import java.time.Instant;

/** The open challenges, at most one per phone, and the wrong codes offered for each phone. */
public interface OtpChallengeRepository {
  /**
   * Counts one attempt, as a wrong one, in a single step, so that parallel guesses cannot share it.
   * Nothing is counted unless the answer is {@code Open}.
   */
  OtpAttempt recordAttempt(PhoneNumber phone, OtpLimits limits, Instant now);

  /**
   * The code offered at {@code attemptedAt} was right: takes that attempt off the count of wrong
   * ones and claims the challenge for one sign-in, until it is closed, reopened, or the time given
   * has come.
   *
   * @return false if another sign-in has claimed or used it
   */
  boolean claim(
      PhoneNumber phone, ChallengeId challenge, Instant attemptedAt, Instant now, Instant until);

  /** The sign-in succeeded: uses the challenge up and forgets the wrong codes in a row. */
  void close(PhoneNumber phone, ChallengeId challenge);

  /** The sign-in failed through no fault of the code: it may be offered again. */
  void reopen(PhoneNumber phone, ChallengeId challenge);
}
