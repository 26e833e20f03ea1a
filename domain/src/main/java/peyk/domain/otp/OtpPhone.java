package peyk.domain.otp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The stored state of one phone. Each method returns the state after an event.
 *
 * @param challenge the last one, live or not, unless it was used
 * @param claimedUntil the end of a sign-in's claim on the challenge
 * @param wrongCodes the times of wrong codes, at least of the last day; empty if their daily number
 *     has no limit
 * @param wrongCodesInARow wrong codes since the last sign-in
 * @param unsettled a text with an unknown outcome
 */
public record OtpPhone(
    Optional<OtpChallenge> challenge,
    Optional<Instant> claimedUntil,
    List<Instant> wrongCodes,
    int wrongCodesInARow,
    Optional<UnsettledText> unsettled) {
  /** A phone without requests. */
  public static final OtpPhone UNKNOWN =
      new OtpPhone(Optional.empty(), Optional.empty(), List.of(), 0, Optional.empty());

  public OtpPhone {
    wrongCodes = List.copyOf(wrongCodes);
  }

  public record Answered<T>(OtpPhone phone, T answer) {}

  /** Counts a wrong code, or claims the challenge for the right one, if there is a usable one. */
  public Answered<OtpAttempt> attempt(
      OtpLimits limits, Predicate<ChallengeId> isRight, Instant now, Instant claimUntil) {
    var uncounted = attemptWithoutCode(limits, now);
    if (!(uncounted instanceof OtpAttempt.Wrong(var compared))) {
      return new Answered<>(this, uncounted);
    }
    if (isRight.test(compared.id())) {
      return new Answered<>(
          with(challenge, Optional.of(claimUntil)), new OtpAttempt.Claimed(compared));
    }
    var counted = compared.withAttempts(compared.attempts() + 1);
    var withNow = Stream.concat(wrongCodesOfTheDay(now).stream(), Stream.of(now)).toList();
    return new Answered<>(
        new OtpPhone(
            Optional.of(counted),
            claimedUntil,
            limits.attemptsPerDay() == 0 ? List.of() : withNow,
            wrongCodesInARow + 1,
            unsettled),
        new OtpAttempt.Wrong(counted));
  }

  /** The same for a text that cannot be a code, which is wrong and not counted. */
  public OtpAttempt attemptWithoutCode(OtpLimits limits, Instant now) {
    if (challenge.isEmpty() || isClaimed(now) || challenge.get().isBurnt(limits)) {
      return new OtpAttempt.None();
    }
    var last = challenge.get();
    if (last.isExpired(now)) {
      return last.isLongExpired(now) ? new OtpAttempt.None() : new OtpAttempt.Expired();
    }
    return isFull(limits.attemptsPerDay(), wrongCodesOfTheDay(now).size())
            || isFull(limits.attemptsInARow(), wrongCodesInARow)
        ? new OtpAttempt.None()
        : new OtpAttempt.Wrong(last);
  }

  private static boolean isFull(int limit, int count) {
    return limit > 0 && count >= limit;
  }

  private List<Instant> wrongCodesOfTheDay(Instant now) {
    return wrongCodes.stream().filter(at -> at.isAfter(now.minus(OtpLimits.DAY))).sorted().toList();
  }

  private boolean isClaimed(Instant now) {
    return claimedUntil.filter(now::isBefore).isPresent();
  }

  private boolean has(ChallengeId id) {
    return challenge.filter(one -> one.id().equals(id)).isPresent();
  }

  /** The sign-in succeeded. The text of a used code need not be looked up any more. */
  public OtpPhone close(ChallengeId id) {
    var rest = has(id) ? withoutChallenge() : this;
    return new OtpPhone(rest.challenge, rest.claimedUntil, wrongCodes, 0, unsettledExcept(id));
  }

  /** Without its wrong codes. A burnt challenge stays burnt: the phone may ask for another one. */
  public OtpPhone unlocked() {
    return new OtpPhone(challenge, claimedUntil, List.of(), 0, unsettled);
  }

  /** The sign-in failed for another reason than the code. */
  public OtpPhone reopen(ChallengeId id) {
    return has(id) ? with(challenge, Optional.empty()) : this;
  }

  /** Nobody uses the claim with this end. */
  public OtpPhone release(Instant claimUntil) {
    return claimedUntil.equals(Optional.of(claimUntil)) ? with(challenge, Optional.empty()) : this;
  }

  /** Stores the challenge of a text. A repeated challenge keeps its attempts and its claim. */
  public OtpPhone sent(OtpChallenge sent) {
    return has(sent.id())
        ? with(challenge.map(one -> sent.withAttempts(one.attempts())), claimedUntil)
        : new OtpPhone(
            Optional.of(sent), Optional.empty(), wrongCodes, inARow(sent.firstSentAt()), unsettled);
  }

  /**
   * The wrong codes in a row that still count. One is forgiven for each day since the last code
   * expired, so that nobody can lock a phone for good.
   */
  private int inARow(Instant now) {
    var days = challenge.map(last -> daysSince(last, now)).orElse(0);
    return Math.max(0, wrongCodesInARow - days);
  }

  private static int daysSince(OtpChallenge last, Instant now) {
    return (int) Math.max(0, Duration.between(last.expiresAt(), now).toDays());
  }

  /** The text went out: its challenge lives at least until the given end. */
  public OtpPhone confirm(ChallengeId id, Instant expiresAt) {
    var longer =
        challenge.map(
            one -> has(id) && one.expiresAt().isBefore(expiresAt) ? one.until(expiresAt) : one);
    return with(longer, claimedUntil).withUnsettled(unsettledExcept(id));
  }

  /**
   * The text failed. Restores the previous challenge, unless a later request has changed it.
   *
   * @param unknown the text, if it may have gone out; kept until its code is used
   */
  public OtpPhone giveBack(
      OtpChallenge sent, Optional<OtpChallenge> previous, Optional<UnsettledText> unknown) {
    var settled = unknown.isEmpty() || has(sent.id()) ? withUnsettled(unknown) : this;
    var isChanged = !has(sent.id()) || !challenge.get().expiresAt().equals(sent.expiresAt());
    return isChanged
        ? settled
        : previous
            .map(last -> settled.restored(last, sent.firstSentAt()))
            .orElseGet(settled::withoutChallenge);
  }

  /** Counts what {@link #sent} forgave. A count of 0 stays: the next text would forgive it all. */
  private OtpPhone restored(OtpChallenge previous, Instant failedAt) {
    var inARow = wrongCodesInARow == 0 ? 0 : wrongCodesInARow + daysSince(previous, failedAt);
    var phone = sent(previous);
    return new OtpPhone(
        phone.challenge, phone.claimedUntil, phone.wrongCodes, inARow, phone.unsettled);
  }

  public OtpHistory history(Map<OtpRateLimit, Instant> full, Instant now) {
    return new OtpHistory(challenge, unsettled, full, wrongCodesOfTheDay(now), inARow(now));
  }

  private Optional<UnsettledText> unsettledExcept(ChallengeId id) {
    return unsettled.filter(text -> !text.challenge().equals(id));
  }

  private OtpPhone with(Optional<OtpChallenge> other, Optional<Instant> claimed) {
    return new OtpPhone(other, claimed, wrongCodes, wrongCodesInARow, unsettled);
  }

  private OtpPhone withoutChallenge() {
    return with(Optional.empty(), Optional.empty());
  }

  private OtpPhone withUnsettled(Optional<UnsettledText> text) {
    return new OtpPhone(challenge, claimedUntil, wrongCodes, wrongCodesInARow, text);
  }
}
