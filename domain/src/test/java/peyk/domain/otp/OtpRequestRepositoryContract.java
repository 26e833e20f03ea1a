package peyk.domain.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import peyk.domain.AtOnce;
import peyk.domain.ClientAddress;
import peyk.domain.otp.OtpDecision.Refuse;
import peyk.domain.otp.OtpDecision.Send;
import peyk.domain.otp.OtpRateLimit.Scope;

/** What every {@link OtpRequestRepository} does, whatever it is made of. */
public abstract class OtpRequestRepositoryContract {
  private static final PhoneNumber PHONE = phone(1);
  private static final ClientAddress ADDRESS = new ClientAddress("192.0.2.1");
  private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);
  private static final OtpLimits LIMITS = new OtpLimits(List.of(), 3, 20, 100);
  private static final Refuse REFUSE = new Refuse(Duration.ofSeconds(1));

  private final OtpChallenge challenge = challengeUntil(NOW.plusSeconds(120));

  /** The requests of one process, empty at first. */
  protected abstract OtpRequestRepository requests();

  /** The same requests as another process sees them. */
  protected abstract OtpRequestRepository requestsOfAnotherReplica();

  /** The challenges that belong to these requests. */
  protected abstract OtpChallengeRepository challenges();

  @Test
  void a_phone_that_nobody_asked_for_has_no_history() {
    assertThat(historyOf(PHONE, List.of(limit(Scope.PHONE, 1)))).isEqualTo(OtpHistory.none());
  }

  @Test
  void what_is_sent_becomes_the_challenge_of_the_phone() {
    var decision = send(challenge, Optional.empty());
    assertThat(reserve(request(NOW), decision)).isEqualTo(decision);
    assertThat(historyOf(PHONE, List.of()).challenge()).contains(challenge);
    assertThat(historyOf(phone(2), List.of()).challenge()).isEmpty();
  }

  @Test
  void a_refusal_changes_nothing() {
    var limits = List.of(limit(Scope.PHONE, 1));
    var decision = requests().reserve(request(NOW), limits, history -> REFUSE);
    assertThat(decision).isEqualTo(REFUSE);
    assertThat(historyOf(PHONE, limits)).isEqualTo(OtpHistory.none());
  }

  @Test
  void a_failure_of_the_policy_changes_nothing() {
    var limits = List.of(limit(Scope.PHONE, 1));
    assertThat(
            catchThrowable(() ->
                requests()
                    .reserve(
                        request(NOW),
                        limits,
                        history -> {
                          throw new IllegalStateException("no decision");
                        })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no decision");
    assertThat(historyOf(PHONE, limits)).isEqualTo(OtpHistory.none());
  }

  @Test
  void each_scope_counts_the_requests_that_share_it() {
    var neighbour = new PhoneNumber("+989120001234", "09120001234");
    var stranger = new PhoneNumber("+989350000001", "09350000001");
    var elsewhere = new ClientAddress("198.51.100.7");
    grant(new OtpRequest(UUID.randomUUID(), PHONE, ADDRESS, NOW));
    var limits =
        List.of(
            limit(Scope.PHONE, 1),
            limit(Scope.ADDRESS, 1),
            limit(Scope.BLOCK, 1),
            limit(Scope.SERVICE, 1));

    assertThat(fullFor(PHONE, elsewhere, limits))
        .containsOnlyKeys(limits.get(0), limits.get(2), limits.get(3));
    assertThat(fullFor(neighbour, elsewhere, limits))
        .containsOnlyKeys(limits.get(2), limits.get(3));
    assertThat(fullFor(stranger, ADDRESS, limits)).containsOnlyKeys(limits.get(1), limits.get(3));
    assertThat(fullFor(stranger, elsewhere, limits)).containsOnlyKeys(limits.get(3));
  }

  @Test
  void a_full_limit_names_the_oldest_of_the_requests_that_fill_it() {
    grant(request(NOW.minusSeconds(300)));
    grant(request(NOW.minusSeconds(200)));
    grant(request(NOW.minusSeconds(100)));
    var two = limit(Scope.PHONE, 2);
    var three = limit(Scope.PHONE, 3);
    var four = limit(Scope.PHONE, 4);
    assertThat(fullFor(PHONE, ADDRESS, List.of(two, three, four)))
        .isEqualTo(Map.of(two, NOW.minusSeconds(200), three, NOW.minusSeconds(300)));
  }

  @Test
  void a_request_counts_for_less_than_the_period_of_a_limit() {
    grant(request(NOW.minus(HOUR)));
    assertThat(fullFor(PHONE, ADDRESS, List.of(limit(Scope.PHONE, 1)))).isEmpty();
    grant(request(NOW.minus(HOUR).plusMillis(1)));
    assertThat(fullFor(PHONE, ADDRESS, List.of(limit(Scope.PHONE, 1)))).hasSize(1);
  }

  @Test
  void sending_a_code_again_gives_no_attempts_back_and_keeps_its_claim() {
    reserve(request(NOW), send(challenge, Optional.empty()));
    attempt(NOW);
    var claimedUntil = NOW.plusSeconds(60);
    challenges().attempt(PHONE, LIMITS, id -> true, NOW, claimedUntil);

    var again = new OtpChallenge(challenge.id(), challenge.firstSentAt(), NOW.plusSeconds(200), 0);
    reserve(request(NOW.plusSeconds(40)), send(again, Optional.of(challenge)));

    assertThat(attempt(NOW.plusSeconds(41))).isEqualTo(new OtpAttempt.None());
    assertThat(attempt(claimedUntil))
        .isEqualTo(
            new OtpAttempt.Wrong(
                new OtpChallenge(again.id(), again.firstSentAt(), again.expiresAt(), 2)));
  }

  @Test
  void a_new_code_has_all_its_attempts_and_nobody_s_claim() {
    reserve(request(NOW), send(challenge, Optional.empty()));
    attempt(NOW);
    challenges().attempt(PHONE, LIMITS, id -> true, NOW, NOW.plusSeconds(500));

    var fresh = challengeUntil(NOW.plusSeconds(400));
    reserve(request(NOW.plusSeconds(200)), send(fresh, Optional.of(challenge)));

    assertThat(attempt(NOW.plusSeconds(201)))
        .isEqualTo(
            new OtpAttempt.Wrong(
                new OtpChallenge(fresh.id(), fresh.firstSentAt(), fresh.expiresAt(), 1)));
  }

  @Test
  void the_history_tells_the_wrong_codes_of_a_day() {
    var early = NOW.minus(OtpLimits.DAY).plusSeconds(1);
    reserve(request(early), send(challengeUntil(NOW.plusSeconds(9)), Optional.empty()));
    attempt(early);
    attempt(NOW);

    assertThat(historyOf(PHONE, List.of()).wrongCodes()).containsExactly(early, NOW);
    assertThat(historyOf(PHONE, List.of()).wrongCodesInARow()).isEqualTo(2);
    var later = new OtpRequest(UUID.randomUUID(), PHONE, ADDRESS, early.plus(OtpLimits.DAY));
    assertThat(historyOf(later, List.of()).wrongCodes()).containsExactly(NOW);
  }

  @Test
  void a_confirmed_text_gives_the_challenge_the_later_end() {
    var request = request(NOW);
    reserve(request, send(challenge, Optional.empty()));
    requests().confirm(request, challenge.id(), NOW.plusSeconds(130));
    assertThat(expiresAt()).contains(NOW.plusSeconds(130));
    requests().confirm(request, challenge.id(), NOW.plusSeconds(125));
    assertThat(expiresAt()).contains(NOW.plusSeconds(130));
  }

  @Test
  void a_confirmation_does_not_bring_a_used_or_replaced_challenge_back() {
    var request = request(NOW);
    reserve(request, send(challenge, Optional.empty()));
    requests().confirm(request, new ChallengeId(UUID.randomUUID()), NOW.plusSeconds(300));
    assertThat(expiresAt()).contains(NOW.plusSeconds(120));
    challenges().close(PHONE, challenge.id());
    requests().confirm(request, challenge.id(), NOW.plusSeconds(300));
    assertThat(historyOf(PHONE, List.of()).challenge()).isEmpty();
  }

  @Test
  void a_failed_text_leaves_no_challenge_and_gives_its_place_back() {
    var limits = List.of(limit(Scope.PHONE, 1));
    var request = request(NOW);
    var failed = send(challenge, Optional.empty());
    reserve(request, failed);
    requests().giveBack(request, failed, Optional.empty());
    assertThat(historyOf(PHONE, limits)).isEqualTo(OtpHistory.none());
    assertThat(attempt(NOW)).isEqualTo(new OtpAttempt.None());
  }

  @Test
  void a_text_that_failed_again_leaves_the_challenge_as_it_was_but_for_attempts() {
    reserve(request(NOW), send(challenge, Optional.empty()));
    var request = request(NOW.plusSeconds(40));
    var again = new OtpChallenge(challenge.id(), challenge.firstSentAt(), NOW.plusSeconds(160), 0);
    var failed = send(again, Optional.of(challenge));
    reserve(request, failed);
    attempt(NOW.plusSeconds(41));
    requests().giveBack(request, failed, Optional.empty());
    assertThat(historyOf(PHONE, List.of()).challenge())
        .contains(
            new OtpChallenge(challenge.id(), challenge.firstSentAt(), challenge.expiresAt(), 1));
  }

  @Test
  void a_failed_text_of_a_new_code_puts_the_expired_one_back() {
    var burnt = new OtpChallenge(challenge.id(), NOW, NOW.plusSeconds(120), 0);
    reserve(request(NOW), send(burnt, Optional.empty()));
    attempt(NOW);
    var previous = historyOf(PHONE, List.of()).challenge();
    assertThat(previous.orElseThrow().attempts()).isEqualTo(1);
    var request = request(NOW.plusSeconds(200));
    var failed = send(challengeUntil(NOW.plusSeconds(320)), previous);
    reserve(request, failed);
    requests().giveBack(request, failed, Optional.empty());
    assertThat(historyOf(PHONE, List.of()).challenge()).isEqualTo(previous);
  }

  @Test
  void a_failed_text_does_not_undo_what_a_later_request_did() {
    var first = request(NOW);
    var failed = send(challenge, Optional.empty());
    reserve(first, failed);
    var again = new OtpChallenge(challenge.id(), challenge.firstSentAt(), NOW.plusSeconds(160), 0);
    reserve(request(NOW.plusSeconds(40)), send(again, Optional.of(challenge)));
    requests().giveBack(first, failed, Optional.empty());
    assertThat(historyOf(PHONE, List.of()).challenge()).contains(again);
  }

  @Test
  void a_text_whose_fate_is_unknown_is_remembered_until_it_is_confirmed() {
    var request = request(NOW);
    var failed = send(challenge, Optional.empty());
    var unsettled = new UnsettledText(challenge.id(), failed.reference(), NOW, NOW.plusSeconds(60));
    reserve(request, failed);
    requests().giveBack(request, failed, Optional.of(unsettled));
    assertThat(historyOf(PHONE, List.of()).challenge()).isEmpty();
    assertThat(historyOf(PHONE, List.of()).unsettled()).contains(unsettled);

    var second = request(NOW.plusSeconds(40));
    reserve(second, send(challenge, Optional.empty()));
    assertThat(historyOf(PHONE, List.of()).unsettled()).contains(unsettled);
    requests().confirm(second, challenge.id(), challenge.expiresAt());
    assertThat(historyOf(PHONE, List.of()).unsettled()).isEmpty();
  }

  @Test
  void a_text_that_certainly_failed_is_not_looked_up_again() {
    var request = request(NOW);
    var failed = send(challenge, Optional.empty());
    reserve(request, failed);
    requests()
        .giveBack(
            request,
            failed,
            Optional.of(new UnsettledText(challenge.id(), failed.reference(), NOW, NOW)));
    var second = request(NOW.plusSeconds(40));
    reserve(second, failed);
    requests().giveBack(second, failed, Optional.empty());
    assertThat(historyOf(PHONE, List.of()).unsettled()).isEmpty();
  }

  @Test
  void a_text_whose_code_has_been_used_is_not_remembered() {
    var request = request(NOW);
    var failed = send(challenge, Optional.empty());
    reserve(request, failed);
    challenges().close(PHONE, challenge.id());
    requests()
        .giveBack(
            request,
            failed,
            Optional.of(new UnsettledText(challenge.id(), failed.reference(), NOW, NOW)));
    assertThat(historyOf(PHONE, List.of()).unsettled()).isEmpty();
  }

  @Test
  void of_many_requests_at_once_only_as_many_as_allowed_are_granted() {
    for (var scope : Scope.values()) {
      var limit = new OtpRateLimit(scope, 5, HOUR);
      var at = NOW.plus(Duration.ofDays(1 + scope.ordinal()));
      var decisions =
          AtOnce.run(
              20,
              number -> {
                var who = scope == Scope.PHONE ? phone(9) : phone(10 + number);
                var request =
                    new OtpRequest(
                        UUID.randomUUID(),
                        who,
                        scope == Scope.ADDRESS ? ADDRESS : new ClientAddress("203.0.113." + number),
                        at);
                var replica = number % 2 == 0 ? requests() : requestsOfAnotherReplica();
                return replica.reserve(request, List.of(limit), refuseIfFull());
              });
      assertThat(decisions).as(scope.name()).filteredOn(Send.class::isInstance).hasSize(5);
    }
  }

  @Test
  void requests_that_come_together_are_decided_in_order_under_the_limits_they_share() {
    var limits = List.of(new OtpRateLimit(Scope.ADDRESS, 3, HOUR), limit(Scope.PHONE, 1));
    grant(new OtpRequest(UUID.randomUUID(), phone(5), ADDRESS, NOW.minusSeconds(10)));
    var results =
        AtOnce.runBehind(
            held ->
                reserve(
                    phone(1),
                    NOW,
                    limits,
                    history -> {
                      held.pass(history);
                      return refuseIfFull().apply(history);
                    }),
            () -> reserve(phone(2), NOW.plusMillis(1), limits, refuseIfFull()),
            () -> reserve(phone(3), NOW.plusMillis(2), limits, refuseIfFull()),
            () -> fullFor(new OtpRequest(UUID.randomUUID(), phone(2), ADDRESS, NOW), limits));
    assertThat(results.get(0)).isInstanceOf(Send.class);
    assertThat(results.get(1)).isInstanceOf(Send.class);
    assertThat(results.get(2)).isEqualTo(REFUSE);
    assertThat(results.get(3))
        .isEqualTo(Map.of(limits.get(0), NOW.minusSeconds(10), limits.get(1), NOW.plusMillis(1)));
    assertThat(fullFor(new OtpRequest(UUID.randomUUID(), phone(3), ADDRESS, NOW), limits))
        .as("the refused one took no place")
        .containsOnlyKeys(limits.get(0));
  }

  @Test
  void a_limit_smaller_than_the_number_of_requests_that_come_together_holds() {
    var one = List.of(limit(Scope.SERVICE, 2));
    var results =
        AtOnce.runBehind(
            held ->
                reserve(
                    phone(1),
                    NOW,
                    one,
                    history -> {
                      held.pass(history);
                      return REFUSE;
                    }),
            () -> reserve(phone(2), NOW.plusMillis(2), one, refuseIfFull()),
            () -> reserve(phone(3), NOW.plusMillis(1), one, refuseIfFull()),
            () -> reserve(phone(4), NOW.plusMillis(3), one, refuseIfFull()),
            () -> fullFor(new OtpRequest(UUID.randomUUID(), phone(5), ADDRESS, NOW), one));
    assertThat(results).filteredOn(Send.class::isInstance).hasSize(2);
    assertThat(results.get(3)).isEqualTo(REFUSE);
    assertThat(results.get(4)).isEqualTo(Map.of(one.getFirst(), NOW.plusMillis(1)));
  }

  @Test
  void the_second_of_two_requests_of_a_phone_that_come_together_sees_the_challenge_of_the_first() {
    var seen = new AtomicReference<OtpHistory>();
    AtOnce.runBehind(
        held ->
            reserve(
                phone(9),
                NOW,
                List.of(),
                history -> {
                  held.pass(history);
                  return REFUSE;
                }),
        () -> reserve(request(NOW), send(challenge, Optional.empty())),
        () ->
            reserve(
                PHONE,
                NOW.plusMillis(1),
                List.of(),
                history -> {
                  seen.set(history);
                  return send(challenge.until(NOW.plusSeconds(130)), history.challenge());
                }));
    assertThat(seen.get().challenge()).contains(challenge);
    assertThat(expiresAt()).contains(NOW.plusSeconds(130));
  }

  @Test
  void a_policy_that_fails_disturbs_no_other_request() {
    var limits = List.of(limit(Scope.SERVICE, 2));
    var results =
        AtOnce.runBehind(
            held ->
                reserve(
                    phone(1),
                    NOW,
                    limits,
                    history -> {
                      held.pass(history);
                      return refuseIfFull().apply(history);
                    }),
            () ->
                catchThrowable(() ->
                    reserve(
                        phone(2),
                        NOW,
                        limits,
                        history -> {
                          throw new IllegalStateException("no decision");
                        })),
            () -> reserve(phone(3), NOW, limits, refuseIfFull()),
            () -> reserve(phone(4), NOW, limits, refuseIfFull()));
    assertThat(results.get(1)).isInstanceOf(IllegalStateException.class);
    assertThat(results).filteredOn(Send.class::isInstance).hasSize(2);
    assertThat(results.getLast()).isEqualTo(REFUSE);
  }

  private OtpDecision reserve(
      PhoneNumber phone,
      Instant at,
      List<OtpRateLimit> limits,
      Function<OtpHistory, OtpDecision> policy) {
    return requests()
        .reserve(new OtpRequest(UUID.randomUUID(), phone, ADDRESS, at), limits, policy);
  }

  private Map<OtpRateLimit, Instant> fullFor(OtpRequest request, List<OtpRateLimit> limits) {
    return historyOf(request, limits).full();
  }

  private static Function<OtpHistory, OtpDecision> refuseIfFull() {
    return history ->
        history.full().isEmpty()
            ? send(challengeUntil(NOW.plusSeconds(120)), Optional.empty())
            : REFUSE;
  }

  private static PhoneNumber phone(int number) {
    return new PhoneNumber("+98912000%04d".formatted(number), "0912000%04d".formatted(number));
  }

  private static OtpRequest request(Instant at) {
    return new OtpRequest(UUID.randomUUID(), PHONE, ADDRESS, at);
  }

  private static OtpRateLimit limit(Scope scope, int requests) {
    return new OtpRateLimit(scope, requests, HOUR);
  }

  private static OtpChallenge challengeUntil(Instant expiresAt) {
    return new OtpChallenge(new ChallengeId(UUID.randomUUID()), NOW, expiresAt, 0);
  }

  private static Send send(OtpChallenge challenge, Optional<OtpChallenge> previous) {
    return new Send(challenge, previous, new SmsReference(UUID.randomUUID()), Optional.empty());
  }

  private OtpDecision reserve(OtpRequest request, Send decision) {
    return requests().reserve(request, List.of(), history -> decision);
  }

  private void grant(OtpRequest request) {
    reserve(request, send(challenge, Optional.empty()));
  }

  private OtpAttempt attempt(Instant at) {
    return challenges().attempt(PHONE, LIMITS, id -> false, at, at);
  }

  private Optional<Instant> expiresAt() {
    return historyOf(PHONE, List.of()).challenge().map(OtpChallenge::expiresAt);
  }

  private OtpHistory historyOf(PhoneNumber phone, List<OtpRateLimit> limits) {
    return historyOf(new OtpRequest(UUID.randomUUID(), phone, ADDRESS, NOW), limits);
  }

  private OtpHistory historyOf(OtpRequest request, List<OtpRateLimit> limits) {
    var seen = new AtomicReference<OtpHistory>();
    requests()
        .reserve(
            request,
            limits,
            history -> {
              assertThat(seen.getAndSet(history)).as("the policy is asked once").isNull();
              return REFUSE;
            });
    return seen.get();
  }

  private Map<OtpRateLimit, Instant> fullFor(
      PhoneNumber phone, ClientAddress address, List<OtpRateLimit> limits) {
    return historyOf(new OtpRequest(UUID.randomUUID(), phone, address, NOW), limits).full();
  }
}
