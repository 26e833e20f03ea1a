package peyk.adapters.postgres.otp;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpChallengeRepositoryContract;
import peyk.domain.otp.OtpRequestRepository;

class JdbiOtpChallengeRepositoryIT extends OtpChallengeRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

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
