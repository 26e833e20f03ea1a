package peyk.adapters.postgres.otp;

import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpAttempt;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpPhone;
import peyk.domain.otp.OtpPhone.Answered;
import peyk.domain.otp.PhoneNumber;

/** Challenges in {@code otp_phone}: {@link OtpPhone} decides under the lock of the row. */
public record JdbiOtpChallengeRepository(Storage storage) implements OtpChallengeRepository {
  @Override
  public OtpAttempt recordAttempt(PhoneNumber phone, OtpLimits limits, Instant now) {
    return answer(phone, known -> known.attempt(limits, now));
  }

  @Override
  public boolean claim(
      PhoneNumber phone, ChallengeId challenge, Instant attemptedAt, Instant now, Instant until) {
    return answer(
        phone, known -> known.claim(challenge, Columns.asStored(attemptedAt), now, until));
  }

  @Override
  public void close(PhoneNumber phone, ChallengeId challenge) {
    change(phone, known -> known.close(challenge));
  }

  @Override
  public void reopen(PhoneNumber phone, ChallengeId challenge) {
    change(phone, known -> known.reopen(challenge));
  }

  private void change(PhoneNumber phone, UnaryOperator<OtpPhone> change) {
    storage.useTransaction(transaction -> OtpPhoneRows.change(transaction, phone, change));
  }

  private <T> T answer(PhoneNumber phone, Function<OtpPhone, Answered<T>> change) {
    return storage.inTransaction(transaction -> OtpPhoneRows.answer(transaction, phone, change));
  }
}
