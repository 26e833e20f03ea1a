package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.ClientAddress;
import peyk.domain.otp.OtpDecision.Refuse;
import peyk.domain.otp.OtpDecision.Send;

/** What every {@link OtpChallengeRepository} does, whatever it is made of. */
public abstract class OtpChallengeRepositoryContract {
  private static final PhoneNumber PHONE = new PhoneNumber("+989120000001", "09120000001");
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant EXPIRY = NOW.plusSeconds(120);
  private static final OtpLimits LIMITS = new OtpLimits(List.of(), 5, 0, 0);

  private final ChallengeId id = new ChallengeId(UUID.randomUUID());

  /** The challenges of one process, none at first. */
  protected abstract OtpChallengeRepository challenges();

  /** The same challenges as another process sees them. */
  protected abstract OtpChallengeRepository challengesOfAnotherReplica();

  /** The requests that open these challenges. */
  protected abstract OtpRequestRepository requests();

  @Test
  void without_a_challenge_there_is_nothing_to_compare_with() {
    assertThat(attempt(NOW)).isEqualTo(new OtpAttempt.None());
  }

  @Test
  void an_attempt_is_counted_before_it_is_compared() {
    open(id);
    assertThat(attempt(NOW)).isEqualTo(wrong(1));
    assertThat(attempt(NOW.plusSeconds(1))).isEqualTo(wrong(2));
    assertThat(wrongCodesInARow()).isEqualTo(2);
  }

  @Test
  void a_text_that_is_no_code_is_wrong_and_not_counted() {
    assertThat(challenges().attemptWithoutCode(PHONE, LIMITS, NOW))
        .isEqualTo(new OtpAttempt.None());
    open(id);
    assertThat(challenges().attemptWithoutCode(PHONE, LIMITS, NOW)).isEqualTo(wrong(0));
    assertThat(challenges().attemptWithoutCode(PHONE, LIMITS, EXPIRY))
        .isEqualTo(new OtpAttempt.Expired());
    assertThat(attempt(NOW)).isEqualTo(wrong(1));
  }

  @Test
  void a_challenge_expires_at_its_end_and_is_forgotten_ten_minutes_later() {
    open(id);
    assertThat(attempt(EXPIRY.minusMillis(1))).isEqualTo(wrong(1));
    assertThat(attempt(EXPIRY)).isEqualTo(new OtpAttempt.Expired());
    assertThat(attempt(EXPIRY.plusSeconds(599))).isEqualTo(new OtpAttempt.Expired());
    assertThat(attempt(EXPIRY.plusSeconds(600))).isEqualTo(new OtpAttempt.None());
    assertThat(wrongCodesInARow()).isEqualTo(1);
  }

  @Test
  void a_challenge_bears_only_so_many_attempts_and_is_none_when_it_has_expired_burnt() {
    open(id);
    for (int i = 1; i <= LIMITS.attempts(); i++) {
      assertThat(attempt(NOW)).isEqualTo(wrong(i));
    }
    assertThat(attempt(NOW)).isEqualTo(new OtpAttempt.None());
    assertThat(attempt(EXPIRY)).isEqualTo(new OtpAttempt.None());
    assertThat(wrongCodesInARow()).isEqualTo(LIMITS.attempts());
  }

  @Test
  void a_phone_bears_only_so_many_wrong_codes_in_a_day() {
    var limits = new OtpLimits(List.of(), 10, 2, 0);
    var nextDay = NOW.plus(OtpLimits.DAY);
    openUntil(id, nextDay.plusSeconds(9));
    assertThat(attempt(limits, NOW)).isInstanceOf(OtpAttempt.Wrong.class);
    assertThat(attempt(limits, NOW.plusSeconds(5))).isInstanceOf(OtpAttempt.Wrong.class);
    assertThat(attempt(limits, nextDay.minusMillis(1))).isEqualTo(new OtpAttempt.None());
    assertThat(attempt(limits, nextDay)).isInstanceOf(OtpAttempt.Wrong.class);
    assertThat(attempt(limits, nextDay)).isEqualTo(new OtpAttempt.None());
  }

  @Test
  void a_phone_bears_only_so_many_wrong_codes_in_a_row() {
    var limits = new OtpLimits(List.of(), 10, 0, 2);
    open(id);
    assertThat(attempt(limits, NOW)).isInstanceOf(OtpAttempt.Wrong.class);
    assertThat(attempt(limits, NOW)).isInstanceOf(OtpAttempt.Wrong.class);
    assertThat(attempt(limits, NOW)).isEqualTo(new OtpAttempt.None());
    var other = new ChallengeId(UUID.randomUUID());
    open(other);
    assertThat(attempt(limits, NOW)).isEqualTo(new OtpAttempt.None());
    challenges().close(PHONE, other);
    open(id);
    assertThat(attempt(limits, NOW)).isInstanceOf(OtpAttempt.Wrong.class);
  }

  @Test
  void the_right_code_does_not_count_as_a_wrong_one() {
    var limits = new OtpLimits(List.of(), 5, 20, 100);
    open(id);
    attempt(limits, NOW);
    attempt(limits, NOW.plusSeconds(1));
    assertThat(claim(NOW)).isTrue();
    assertThat(wrongCodesInARow()).isEqualTo(2);
    assertThat(history().wrongCodes()).containsExactly(NOW, NOW.plusSeconds(1));
    assertThat(history().challenge().map(OtpChallenge::attempts)).contains(2);
  }

  @Test
  void a_claimed_challenge_is_kept_from_others_until_the_claim_ends() {
    open(id);
    assertThat(claim(NOW)).isTrue();
    assertThat(claim(NOW)).isFalse();
    assertThat(attempt(NOW.plusSeconds(44))).isEqualTo(new OtpAttempt.None());
    assertThat(attempt(NOW.plusSeconds(45))).isEqualTo(wrong(1));
    assertThat(claim(NOW.plusSeconds(45))).isTrue();
  }

  @Test
  void a_reopened_challenge_can_be_claimed_again() {
    open(id);
    claim(NOW);
    challenges().reopen(PHONE, id);
    assertThat(attempt(NOW)).isEqualTo(wrong(1));
    assertThat(claim(NOW)).isTrue();
  }

  @Test
  void a_closed_challenge_is_used_up_and_the_wrong_codes_in_a_row_are_forgotten() {
    open(id);
    attempt(NOW);
    claim(NOW);
    challenges().close(PHONE, id);
    assertThat(attempt(NOW)).isEqualTo(new OtpAttempt.None());
    assertThat(attempt(EXPIRY)).isEqualTo(new OtpAttempt.None());
    assertThat(claim(NOW)).isFalse();
    assertThat(history().challenge()).isEmpty();
    assertThat(wrongCodesInARow()).isZero();
  }

  @Test
  void closing_or_reopening_leaves_another_challenge_of_the_phone_alone() {
    open(id);
    claim(NOW);
    var earlier = new ChallengeId(UUID.randomUUID());
    challenges().reopen(PHONE, earlier);
    challenges().close(PHONE, earlier);
    assertThat(attempt(NOW)).isEqualTo(new OtpAttempt.None());
    challenges().reopen(PHONE, id);
    assertThat(attempt(NOW)).isEqualTo(wrong(1));
  }

  @Test
  void a_used_code_needs_no_looking_up() {
    var request = new OtpRequest(UUID.randomUUID(), PHONE, new ClientAddress("192.0.2.1"), NOW);
    var sent = send(id, EXPIRY);
    requests().reserve(request, List.of(), history -> sent);
    requests()
        .giveBack(request, sent, Optional.of(new UnsettledText(id, sent.reference(), NOW, NOW)));
    assertThat(history().unsettled()).isPresent();
    open(id);
    challenges().close(PHONE, id);
    assertThat(history().unsettled()).isEmpty();
  }

  @Test
  void of_many_attempts_at_once_each_is_counted_once() {
    open(id);
    var attempts = AtOnce.run(20, number -> guess(replica(number), LIMITS, NOW));
    assertThat(attempts).filteredOn(OtpAttempt.Wrong.class::isInstance).hasSize(5);
    assertThat(attempts).contains(wrong(1), wrong(2), wrong(3), wrong(4), wrong(5));
    assertThat(wrongCodesInARow()).isEqualTo(5);
  }

  @Test
  void of_many_wrong_codes_at_once_no_more_than_the_limits_of_the_phone_are_compared() {
    var perDay = new OtpLimits(List.of(), 10, 4, 0);
    open(id);
    assertThat(AtOnce.run(20, number -> guess(replica(number), perDay, NOW)))
        .filteredOn(OtpAttempt.Wrong.class::isInstance)
        .hasSize(4);
    var inARow = new OtpLimits(List.of(), 10, 0, 7);
    assertThat(AtOnce.run(20, number -> guess(replica(number), inARow, NOW)))
        .filteredOn(OtpAttempt.Wrong.class::isInstance)
        .hasSize(3);
  }

  @Test
  void of_many_right_codes_at_once_one_wins_and_none_counts_as_a_wrong_one() {
    open(id);
    attempt(NOW);
    assertThat(AtOnce.run(20, number -> claim(replica(number), NOW)))
        .filteredOn(won -> won)
        .hasSize(1);
    assertThat(wrongCodesInARow()).isEqualTo(1);
    assertThat(history().challenge().map(OtpChallenge::attempts)).contains(1);
  }

  @Test
  void a_right_code_that_comes_with_wrong_ones_is_compared_in_its_turn() {
    open(id);
    var results =
        AtOnce.runBehind(
            held -> challenges().attempt(PHONE, LIMITS, held::pass, NOW, EXPIRY),
            () -> attempt(NOW),
            () -> claim(NOW),
            () -> attempt(NOW),
            () -> claim(NOW));
    assertThat(results).containsExactly(wrong(1), wrong(2), true, new OtpAttempt.None(), false);
    assertThat(wrongCodesInARow()).isEqualTo(2);
  }

  @Test
  void a_comparison_that_fails_changes_nothing_and_disturbs_no_other() {
    open(id);
    var results =
        AtOnce.runBehind(
            held -> challenges().attempt(PHONE, LIMITS, held::pass, NOW, EXPIRY),
            () -> attempt(NOW),
            () ->
                catchThrowable(() ->
                    challenges()
                        .attempt(
                            PHONE,
                            LIMITS,
                            challenge -> {
                              throw new IllegalStateException("no comparison");
                            },
                            NOW,
                            EXPIRY)),
            () -> attempt(NOW));
    assertThat(results.get(1)).isEqualTo(wrong(2));
    assertThat(results.get(2)).isInstanceOf(IllegalStateException.class);
    assertThat(results.get(3)).isEqualTo(wrong(3));
    assertThat(wrongCodesInARow()).isEqualTo(3);
  }

  private OtpChallengeRepository replica(int number) {
    return number % 2 == 0 ? challenges() : challengesOfAnotherReplica();
  }

  private void open(ChallengeId challenge) {
    openUntil(challenge, EXPIRY);
  }

  private void openUntil(ChallengeId challenge, Instant expiresAt) {
    var request = new OtpRequest(UUID.randomUUID(), PHONE, new ClientAddress("192.0.2.1"), NOW);
    requests().reserve(request, List.of(), history -> send(challenge, expiresAt));
  }

  private static Send send(ChallengeId challenge, Instant expiresAt) {
    return new Send(
        new OtpChallenge(challenge, NOW, expiresAt, 0),
        Optional.empty(),
        new SmsReference(UUID.randomUUID()),
        Optional.empty());
  }

  private OtpAttempt wrong(int attempts) {
    return new OtpAttempt.Wrong(new OtpChallenge(id, NOW, EXPIRY, attempts));
  }

  private OtpAttempt attempt(Instant at) {
    return attempt(LIMITS, at);
  }

  private OtpAttempt attempt(OtpLimits limits, Instant at) {
    return guess(challenges(), limits, at);
  }

  private static OtpAttempt guess(OtpChallengeRepository replica, OtpLimits limits, Instant at) {
    return replica.attempt(PHONE, limits, challenge -> false, at, at.plusSeconds(45));
  }

  /** Whether the right code gets the challenge, for 45 s. */
  private boolean claim(Instant at) {
    return claim(challenges(), at);
  }

  private boolean claim(OtpChallengeRepository replica, Instant at) {
    return replica.attempt(PHONE, LIMITS, id::equals, at, at.plusSeconds(45))
        instanceof OtpAttempt.Claimed;
  }

  private int wrongCodesInARow() {
    return history().wrongCodesInARow();
  }

  private OtpHistory history() {
    var seen = new AtomicReference<>(OtpHistory.none());
    requests()
        .reserve(
            new OtpRequest(
                UUID.randomUUID(), PHONE, new ClientAddress("192.0.2.1"), NOW.plusSeconds(2)),
            List.of(),
            history -> {
              seen.set(history);
              return new Refuse(Duration.ofSeconds(1));
            });
    return seen.get();
  }
}
