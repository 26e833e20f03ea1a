package peyk.adapters.postgres.otp;

import java.time.Instant;
import java.util.function.Predicate;
import peyk.adapters.postgres.base.Columns;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpAttempt;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPhone.Answered;
import peyk.domain.otp.PhoneNumber;

/** Challenges in {@code otp_phone}. */
public record JdbiOtpChallengeRepository(PhoneChanges phones) implements OtpChallengeRepository {
  @Override
  public OtpAttempt attempt(
      PhoneNumber phone,
      OtpLimits limits,
      Predicate<ChallengeId> isRight,
      Instant now,
      Instant claimUntil) {
    var until = Columns.asStored(claimUntil);
    return phones.answer(
        phone,
        known -> known.attempt(limits, isRight, now, until),
        (known, attempt) -> attempt instanceof OtpAttempt.Claimed ? known.release(until) : known);
  }

  @Override
  public OtpAttempt attemptWithoutCode(PhoneNumber phone, OtpLimits limits, Instant now) {
    return phones.answer(
        phone,
        known -> new Answered<>(known, known.attemptWithoutCode(limits, now)),
        (known, _) -> known);
  }

  @Override
  public void close(PhoneNumber phone, ChallengeId challenge) {
    phones.change(phone, known -> known.close(challenge));
  }

  @Override
  public void reopen(PhoneNumber phone, ChallengeId challenge) {
    phones.change(phone, known -> known.reopen(challenge));
  }
}
