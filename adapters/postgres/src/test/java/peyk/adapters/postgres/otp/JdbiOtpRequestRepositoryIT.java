package peyk.adapters.postgres.otp;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpRequestRepository;
import peyk.domain.otp.OtpRequestRepositoryContract;

class JdbiOtpRequestRepositoryIT extends OtpRequestRepositoryContract {
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
}
