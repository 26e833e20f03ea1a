package peyk.domain.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Challenges in memory; {@link InMemoryOtpRequestRepository} opens them. */
public final class InMemoryOtpChallengeRepository implements OtpChallengeRepository {
  private static final Duration EXPIRY_IS_REMEMBERED = Duration.ofMinutes(10);

  /** What is remembered of one phone. */
  static final class Phone {
    @Nullable OtpChallenge challenge;
    @Nullable Instant claimedUntil;
    int wrongCodesInARow;
    final List<Instant> wrongCodes = new ArrayList<>();
    @Nullable UnsettledText unsettled;

    boolean isClaimed(Instant now) {
      return claimedUntil != null && now.isBefore(claimedUntil);
    }

    boolean has(ChallengeId id) {
      return challenge != null && challenge.id().equals(id);
    }

    boolean expiresAt(Instant instant) {
      return challenge != null && challenge.expiresAt().equals(instant);
    }
  }

  private final Map<String, Phone> phones = new HashMap<>();

  Phone phone(PhoneNumber phone) {
    return phones.computeIfAbsent(phone.e164(), number -> new Phone());
  }

  @Override
  public synchronized OtpAttempt recordAttempt(PhoneNumber phone, OtpLimits limits, Instant now) {
    var known = phone(phone);
    var challenge = known.challenge;
    if (challenge == null || known.isClaimed(now) || challenge.attempts() >= limits.attempts()) {
      return new OtpAttempt.None();
    }
    if (!challenge.isLive(now, limits)) {
      return now.isBefore(challenge.expiresAt().plus(EXPIRY_IS_REMEMBERED))
          ? new OtpAttempt.Expired()
          : new OtpAttempt.None();
    }
    known.wrongCodes.removeIf(at -> !at.isAfter(now.minus(OtpLimits.DAY)));
    if (isFull(limits.attemptsPerDay(), known.wrongCodes.size())
        || isFull(limits.attemptsInARow(), known.wrongCodesInARow)) {
      return new OtpAttempt.None();
    }
    var counted = withAttempts(challenge, challenge.attempts() + 1);
    known.challenge = counted;
    known.wrongCodesInARow++;
    if (limits.attemptsPerDay() > 0) {
      known.wrongCodes.add(now);
    }
    return new OtpAttempt.Open(counted);
  }

  private static boolean isFull(int limit, int count) {
    return limit > 0 && count >= limit;
  }

  private static OtpChallenge withAttempts(OtpChallenge challenge, int attempts) {
    return new OtpChallenge(
        challenge.id(), challenge.firstSentAt(), challenge.expiresAt(), attempts);
  }

  @Override
  public synchronized boolean claim(
      PhoneNumber phone, ChallengeId challenge, Instant attemptedAt, Instant now, Instant until) {
    var known = phone(phone);
    known.wrongCodesInARow = Math.max(0, known.wrongCodesInARow - 1);
    known.wrongCodes.remove(attemptedAt);
    var stored = known.challenge;
    if (stored == null || !stored.id().equals(challenge)) {
      return false;
    }
    known.challenge = withAttempts(stored, Math.max(0, stored.attempts() - 1));
    if (known.isClaimed(now)) {
      return false;
    }
    known.claimedUntil = until;
    return true;
  }

  @Override
  public synchronized void close(PhoneNumber phone, ChallengeId challenge) {
    var known = phone(phone);
    known.wrongCodesInARow = 0;
    if (known.has(challenge)) {
      known.challenge = null;
      known.claimedUntil = null;
    }
    if (known.unsettled != null && known.unsettled.challenge().equals(challenge)) {
      known.unsettled = null;
    }
  }

  @Override
  public synchronized void reopen(PhoneNumber phone, ChallengeId challenge) {
    var known = phone(phone);
    if (known.has(challenge)) {
      known.claimedUntil = null;
    }
  }

  /** The phone's challenge, live or not, unless it was used. */
  public synchronized Optional<OtpChallenge> challenge(PhoneNumber phone) {
    return Optional.ofNullable(phone(phone).challenge);
  }
}
