package peyk.adapters.postgres.otp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.adapters.postgres.base.AdvisoryLocks;
import peyk.domain.AtOnce;
import peyk.domain.ClientAddress;
import peyk.domain.Eventually;
import peyk.domain.StorageUnavailableException;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpAttempt;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpDecision;
import peyk.domain.otp.OtpHistory;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpRateLimit;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.OtpRequestRepositoryContract;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;

class JdbiOtpRequestRepositoryIT extends OtpRequestRepositoryContract {
  private static final Function<OtpHistory, OtpDecision> REFUSE =
      history -> new OtpDecision.Refuse(Duration.ofSeconds(1));

  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected OtpRequestRepository requests() {
    return REPLICAS.one().otpRequests();
  }

  @Override
  protected OtpRequestRepository requestsOfAnotherReplica() {
    return REPLICAS.other().otpRequests();
  }

  @Override
  protected OtpChallengeRepository challenges() {
    return REPLICAS.other().otpChallenges();
  }

  @Test
  void while_the_lock_is_held_requests_fail_in_time_and_sign_ins_go_on() {
    try (var holder = REPLICAS.other().jdbi().open()) {
      holder.begin();
      AdvisoryLocks.take(holder, "otp service");
      assertThatThrownBy(() -> requests().reserve(request(1), List.of(), REFUSE))
          .isInstanceOf(StorageUnavailableException.class);
      assertThat(attempt(request(1).phone())).isEqualTo(new OtpAttempt.None());
      holder.rollback();
    }
    assertThat(requests().reserve(request(1), List.of(), REFUSE))
        .isInstanceOf(OtpDecision.Refuse.class);
  }

  @Test
  void a_request_whose_caller_gave_up_does_not_count() {
    var limits = List.of(new OtpRateLimit(OtpRateLimit.Scope.PHONE, 1, Duration.ofHours(1)));
    var challenge =
        new OtpChallenge(
            new ChallengeId(UUID.randomUUID()), Replicas.START, Replicas.START.plusSeconds(120), 0);
    var send =
        new OtpDecision.Send(
            challenge, Optional.empty(), new SmsReference(UUID.randomUUID()), Optional.empty());
    GivesUp.during(gaveUp ->
        requests()
            .reserve(
                request(1),
                limits,
                history -> {
                  gaveUp.run();
                  return send;
                }));
    Eventually.until(
        "it is as if nobody had asked",
        () -> {
          var seen = new AtomicReference<OtpHistory>();
          requests()
              .reserve(
                  request(1),
                  limits,
                  history -> {
                    seen.set(history);
                    return REFUSE.apply(history);
                  });
          return seen.get().equals(OtpHistory.none());
        });
  }

  @Test
  void requests_that_wait_together_all_fail_when_the_database_is_away() {
    var results =
        AtOnce.runBehind(
            held ->
                ask(
                    0,
                    history -> {
                      held.pass(history);
                      REPLICAS.goAway();
                      return REFUSE.apply(history);
                    }),
            () -> ask(1, REFUSE),
            () -> ask(2, REFUSE),
            () -> ask(3, REFUSE));
    REPLICAS.comeBack();
    assertThat(results.subList(1, 4)).allMatch(StorageUnavailableException.class::isInstance);
    Eventually.until(
        "requests are decided again", () -> ask(4, REFUSE) instanceof OtpDecision.Refuse);
  }

  /** A decision or a failure. */
  private Object ask(int number, Function<OtpHistory, OtpDecision> policy) {
    try {
      return requests().reserve(request(number), List.of(), policy);
    } catch (StorageUnavailableException e) {
      return e;
    }
  }

  private OtpAttempt attempt(PhoneNumber phone) {
    var limits = new OtpLimits(List.of(), 5, 0, 0);
    return REPLICAS
        .one()
        .otpChallenges()
        .attempt(phone, limits, id -> false, Replicas.START, Replicas.START);
  }

  private static OtpRequest request(int number) {
    var phone = "+98912000%04d".formatted(number);
    return new OtpRequest(
        UUID.randomUUID(),
        new PhoneNumber(phone, phone),
        new ClientAddress("192.0.2.1"),
        Replicas.START);
  }
}
