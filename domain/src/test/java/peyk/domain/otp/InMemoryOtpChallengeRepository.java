package peyk.domain.otp;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import peyk.domain.otp.OtpPhone.Answered;

/** Challenges in memory; {@link InMemoryOtpRequestRepository} opens them. */
public final class InMemoryOtpChallengeRepository implements OtpChallengeRepository {
  private final Map<String, OtpPhone> phones = new HashMap<>();

  synchronized OtpPhone phone(PhoneNumber phone) {
    return phones.getOrDefault(phone.e164(), OtpPhone.UNKNOWN);
  }

  synchronized void update(PhoneNumber phone, UnaryOperator<OtpPhone> change) {
    phones.put(phone.e164(), change.apply(phone(phone)));
  }

  private synchronized <T> T answer(PhoneNumber phone, Function<OtpPhone, Answered<T>> change) {
    var answered = change.apply(phone(phone));
    phones.put(phone.e164(), answered.phone());
    return answered.answer();
  }

  @Override
  public OtpAttempt attempt(
      PhoneNumber phone,
      OtpLimits limits,
      Predicate<ChallengeId> isRight,
      Instant now,
      Instant claimUntil) {
    return answer(phone, known -> known.attempt(limits, isRight, now, claimUntil));
  }

  @Override
  public OtpAttempt attemptWithoutCode(PhoneNumber phone, OtpLimits limits, Instant now) {
    return phone(phone).attemptWithoutCode(limits, now);
  }

  @Override
  public void close(PhoneNumber phone, ChallengeId challenge) {
    update(phone, known -> known.close(challenge));
  }

  @Override
  public void reopen(PhoneNumber phone, ChallengeId challenge) {
    update(phone, known -> known.reopen(challenge));
  }

  /** The phone's challenge, live or not, unless it was used. */
  public Optional<OtpChallenge> challenge(PhoneNumber phone) {
    return phone(phone).challenge();
  }
}
