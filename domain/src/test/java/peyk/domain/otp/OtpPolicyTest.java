package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.domain.MovableClock;
import peyk.domain.otp.OtpDecision.Refuse;
import peyk.domain.otp.OtpDecision.Send;
import peyk.domain.otp.OtpRateLimit.Scope;

class OtpPolicyTest {
  private static final Instant NOW = MovableClock.START;
  private static final OtpRateLimit COOLDOWN =
      new OtpRateLimit(Scope.PHONE, 1, Duration.ofSeconds(30));
  private static final OtpRateLimit HOURLY = new OtpRateLimit(Scope.PHONE, 5, Duration.ofHours(1));
  private static final ChallengeId OLD = new ChallengeId(new UUID(0, 1));
  private static final ChallengeId FRESH = new ChallengeId(new UUID(0, 2));
  private static final SmsReference OLD_TEXT = new SmsReference(new UUID(0, 3));
  private static final SmsReference FRESH_TEXT = new SmsReference(new UUID(0, 4));
  private static final Instant SENT_AGAIN = NOW.minusSeconds(10);

  private final OtpPolicy policy =
      new OtpPolicy(
          new OtpLimits(List.of(COOLDOWN, HOURLY), 5, 20, 100),
          Duration.ofMinutes(2),
          Duration.ofMinutes(10));

  // Which code

  @Test
  void a_phone_that_nobody_asked_for_gets_a_new_code_for_two_minutes() {
    assertThat(decide(OtpHistory.none()))
        .isEqualTo(
            new Send(
                new OtpChallenge(FRESH, NOW, NOW.plusSeconds(120), 0),
                Optional.empty(),
                FRESH_TEXT,
                Optional.empty()));
  }

  @Test
  void a_live_code_is_sent_again_with_its_attempts_and_lives_two_minutes_more() {
    var live = challenge(NOW.minusSeconds(100), NOW.plusSeconds(20), 3);
    assertThat(decide(with(live)))
        .isEqualTo(
            new Send(
                new OtpChallenge(OLD, live.firstSentAt(), NOW.plusSeconds(120), 3),
                Optional.of(live),
                FRESH_TEXT,
                Optional.empty()));
  }

  @Test
  void no_code_lives_longer_than_ten_minutes_however_often_it_is_sent() {
    var firstSent = NOW.minus(Duration.ofMinutes(9));
    var send = send(with(challenge(firstSent, NOW.plusSeconds(1), 0)));
    assertThat(send.challenge().expiresAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void an_expired_code_gives_way_to_a_new_one() {
    var expired = challenge(NOW.minusSeconds(120), NOW, 2);
    var send = send(with(expired));
    assertThat(send.challenge()).isEqualTo(new OtpChallenge(FRESH, NOW, NOW.plusSeconds(120), 0));
    assertThat(send.previous()).contains(expired);
  }

  @Test
  void a_burnt_code_gives_way_to_a_new_one() {
    var burnt = challenge(NOW.minusSeconds(60), NOW.plusSeconds(60), 5);
    assertThat(send(with(burnt)).challenge())
        .isEqualTo(new OtpChallenge(FRESH, NOW, NOW.plusSeconds(120), 0));
  }

  @Test
  void a_code_with_one_attempt_left_is_sent_again() {
    var weary = challenge(NOW.minusSeconds(60), NOW.plusSeconds(60), 4);
    assertThat(send(with(weary)).challenge().id()).isEqualTo(OLD);
  }

  // A text of which nobody knows whether it went out

  @Test
  void an_unsettled_text_is_looked_up_before_it_is_sent_again() {
    var at = NOW.minusSeconds(40);
    assertThat(decide(unsettled(at)))
        .isEqualTo(
            new Send(
                new OtpChallenge(OLD, at, NOW.plusSeconds(120), 0),
                Optional.empty(),
                OLD_TEXT,
                Optional.of(SENT_AGAIN)));
  }

  @Test
  void an_unsettled_text_counts_for_the_ten_minutes() {
    var at = NOW.minus(Duration.ofMinutes(9));
    assertThat(send(unsettled(at)).challenge().expiresAt()).isEqualTo(NOW.plusSeconds(60));
  }

  @Test
  void an_unsettled_text_that_is_ten_minutes_old_is_forgotten() {
    var send = send(unsettled(NOW.minus(Duration.ofMinutes(10))));
    assertThat(send.challenge()).isEqualTo(new OtpChallenge(FRESH, NOW, NOW.plusSeconds(120), 0));
    assertThat(send.reference()).isEqualTo(FRESH_TEXT);
    assertThat(send.mayHaveSentAt()).isEmpty();
  }

  @Test
  void an_unsettled_text_of_the_live_code_is_looked_up() {
    var live = challenge(NOW.minusSeconds(100), NOW.plusSeconds(20), 1);
    var send = send(with(live, text(OLD, live.firstSentAt())));
    assertThat(send.challenge().id()).isEqualTo(OLD);
    assertThat(send.challenge().attempts()).isOne();
    assertThat(send.reference()).isEqualTo(OLD_TEXT);
    assertThat(send.mayHaveSentAt()).contains(SENT_AGAIN);
  }

  @Test
  void an_unsettled_text_of_another_code_than_the_live_one_is_left_alone() {
    var live = challenge(NOW.minusSeconds(100), NOW.plusSeconds(20), 1);
    var send = send(with(live, text(new ChallengeId(new UUID(9, 9)), NOW.minusSeconds(300))));
    assertThat(send.challenge().id()).isEqualTo(OLD);
    assertThat(send.reference()).isEqualTo(FRESH_TEXT);
    assertThat(send.mayHaveSentAt()).isEmpty();
  }

  @Test
  void an_unsettled_text_does_not_bring_a_burnt_code_back() {
    var burnt = challenge(NOW.minusSeconds(60), NOW.plusSeconds(60), 5);
    var send = send(with(burnt, text(OLD, burnt.firstSentAt())));
    assertThat(send.challenge()).isEqualTo(new OtpChallenge(FRESH, NOW, NOW.plusSeconds(120), 0));
    assertThat(send.reference()).isEqualTo(FRESH_TEXT);
    assertThat(send.mayHaveSentAt()).isEmpty();
  }

  @Test
  void an_unsettled_text_does_not_give_attempts_back() {
    var expired = challenge(NOW.minusSeconds(150), NOW.minusSeconds(30), 4);
    var send = send(with(expired, text(OLD, expired.firstSentAt())));
    assertThat(send.challenge())
        .isEqualTo(new OtpChallenge(OLD, expired.firstSentAt(), NOW.plusSeconds(120), 4));
  }

  @Test
  void an_unsettled_text_does_not_take_the_attempts_of_another_code() {
    var burnt = challenge(NOW.minusSeconds(60), NOW.plusSeconds(60), 5);
    var other = new ChallengeId(new UUID(9, 9));
    var send = send(with(burnt, text(other, NOW.minusSeconds(300))));
    assertThat(send.challenge())
        .isEqualTo(new OtpChallenge(other, NOW.minusSeconds(300), NOW.plusSeconds(120), 0));
  }

  // Limits

  @Test
  void a_full_limit_is_waited_for() {
    assertThat(decide(full(Map.of(COOLDOWN, NOW.minusSeconds(10)))))
        .isEqualTo(new Refuse(Duration.ofSeconds(20)));
  }

  @Test
  void of_two_full_limits_the_longer_wait_counts() {
    assertThat(
            decide(
                full(
                    Map.of(
                        COOLDOWN,
                        NOW.minusSeconds(10),
                        HOURLY,
                        NOW.minus(Duration.ofMinutes(50))))))
        .isEqualTo(new Refuse(Duration.ofMinutes(10)));
  }

  @Test
  void a_limit_has_room_again_when_its_period_is_over() {
    assertThat(decide(full(Map.of(COOLDOWN, NOW.minusSeconds(30))))).isInstanceOf(Send.class);
  }

  @ParameterizedTest
  @EnumSource(Scope.class)
  void every_limit_counts(Scope scope) {
    var limit = new OtpRateLimit(scope, 30, Duration.ofHours(1));
    assertThat(decide(full(Map.of(limit, NOW.minusSeconds(600)))))
        .isEqualTo(new Refuse(Duration.ofMinutes(50)));
  }

  @Test
  void a_full_limit_counts_for_a_live_code_too() {
    var history =
        new OtpHistory(
            Optional.of(challenge(NOW.minusSeconds(10), NOW.plusSeconds(110), 0)),
            Optional.empty(),
            Map.of(COOLDOWN, NOW.minusSeconds(10)),
            List.of(),
            0);
    assertThat(decide(history)).isEqualTo(new Refuse(Duration.ofSeconds(20)));
  }

  // Guesses

  @Test
  void without_guesses_left_for_the_day_nothing_is_sent_until_the_oldest_is_a_day_old() {
    var first = NOW.minus(Duration.ofHours(20));
    var wrong = IntStream.range(0, 20).mapToObj(first::plusSeconds).toList();
    assertThat(decide(guesses(wrong, 20))).isEqualTo(new Refuse(Duration.ofHours(4)));
  }

  @Test
  void of_more_guesses_than_allowed_only_the_last_count() {
    var first = NOW.minus(Duration.ofHours(20));
    var wrong = IntStream.range(0, 23).mapToObj(first::plusSeconds).toList();
    assertThat(decide(guesses(wrong, 23)))
        .isEqualTo(new Refuse(Duration.ofHours(4).plusSeconds(3)));
  }

  @Test
  void with_a_guess_left_a_code_is_sent() {
    assertThat(decide(guesses(Collections.nCopies(19, NOW.minusSeconds(60)), 99)))
        .isInstanceOf(Send.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {100, 101})
  void without_guesses_left_in_a_row_nothing_is_sent_for_a_day(int inARow) {
    assertThat(decide(guesses(List.of(), inARow))).isEqualTo(new Refuse(Duration.ofDays(1)));
  }

  @Test
  void limits_on_guesses_can_be_off() {
    var generous =
        new OtpPolicy(new OtpLimits(List.of(), 5, 0, 0), policy.lifetime(), policy.longestLife());
    assertThat(
            generous.decide(
                guesses(Collections.nCopies(1_000, NOW), 1_000), NOW, FRESH, FRESH_TEXT))
        .isInstanceOf(Send.class);
  }

  @Test
  void a_code_may_be_sent_once_only() {
    var minute = Duration.ofMinutes(1);
    assertThat(new OtpPolicy(policy.limits(), minute, minute).expiry(NOW, NOW))
        .isEqualTo(NOW.plus(minute));
  }

  @Test
  void a_policy_that_contradicts_itself_is_refused() {
    var limits = policy.limits();
    var minute = Duration.ofMinutes(1);
    assertThatThrownBy(() -> new OtpPolicy(limits, Duration.ZERO, minute))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new OtpPolicy(limits, minute, Duration.ofSeconds(59)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private OtpDecision decide(OtpHistory history) {
    return policy.decide(history, NOW, FRESH, FRESH_TEXT);
  }

  private Send send(OtpHistory history) {
    return (Send) decide(history);
  }

  private static OtpChallenge challenge(Instant firstSentAt, Instant expiresAt, int attempts) {
    return new OtpChallenge(OLD, firstSentAt, expiresAt, attempts);
  }

  private static UnsettledText text(ChallengeId challenge, Instant at) {
    return new UnsettledText(challenge, OLD_TEXT, at, SENT_AGAIN);
  }

  private static OtpHistory with(OtpChallenge challenge) {
    return new OtpHistory(Optional.of(challenge), Optional.empty(), Map.of(), List.of(), 0);
  }

  private static OtpHistory with(OtpChallenge challenge, UnsettledText text) {
    return new OtpHistory(Optional.of(challenge), Optional.of(text), Map.of(), List.of(), 0);
  }

  private static OtpHistory unsettled(Instant at) {
    return new OtpHistory(Optional.empty(), Optional.of(text(OLD, at)), Map.of(), List.of(), 0);
  }

  private static OtpHistory full(Map<OtpRateLimit, Instant> full) {
    return new OtpHistory(Optional.empty(), Optional.empty(), full, List.of(), 0);
  }

  private static OtpHistory guesses(List<Instant> wrong, int inARow) {
    return new OtpHistory(Optional.empty(), Optional.empty(), Map.of(), wrong, inARow);
  }
}
