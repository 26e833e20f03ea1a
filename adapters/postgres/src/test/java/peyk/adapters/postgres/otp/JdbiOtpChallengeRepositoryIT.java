package peyk.adapters.postgres.otp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.ClientAddress;
import peyk.domain.Eventually;
import peyk.domain.otp.ChallengeId;
import peyk.domain.otp.OtpAttempt;
import peyk.domain.otp.OtpChallenge;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpChallengeRepositoryContract;
import peyk.domain.otp.OtpDecision;
import peyk.domain.otp.OtpLimits;
import peyk.domain.otp.OtpRequest;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.PhoneNumber;
import peyk.domain.otp.SmsReference;

class JdbiOtpChallengeRepositoryIT extends OtpChallengeRepositoryContract {
  private static final PhoneNumber PHONE = new PhoneNumber("+989120000001", "09120000001");

  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Test
  void a_right_code_whose_caller_gave_up_can_be_used_again() {
    var challenge =
        new OtpChallenge(
            new ChallengeId(UUID.randomUUID()), Replicas.START, Replicas.START.plusSeconds(120), 0);
    var send =
        new OtpDecision.Send(
            challenge, Optional.empty(), new SmsReference(UUID.randomUUID()), Optional.empty());
    var request =
        new OtpRequest(UUID.randomUUID(), PHONE, new ClientAddress("192.0.2.1"), Replicas.START);
    requests().reserve(request, List.of(), history -> send);
    GivesUp.during(gaveUp ->
        attempt(id -> {
          gaveUp.run();
          return true;
        }));
    Eventually.until(
        "the code is free again", () -> attempt(id -> true) instanceof OtpAttempt.Claimed);
    assertThat(attempt(id -> true)).isEqualTo(new OtpAttempt.None());
  }

  private OtpAttempt attempt(Predicate<ChallengeId> isRight) {
    var limits = new OtpLimits(List.of(), 5, 0, 0);
    return challenges()
        .attempt(PHONE, limits, isRight, Replicas.START, Replicas.START.plusSeconds(100));
  }

  @Override
  protected OtpChallengeRepository challenges() {
    return REPLICAS.one().otpChallenges();
  }

  @Override
  protected OtpChallengeRepository challengesOfAnotherReplica() {
    return REPLICAS.other().otpChallenges();
  }

  @Override
  protected OtpRequestRepository requests() {
    return REPLICAS.one().otpRequests();
  }
}
