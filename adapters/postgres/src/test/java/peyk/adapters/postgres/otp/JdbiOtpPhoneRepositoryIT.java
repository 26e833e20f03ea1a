package peyk.adapters.postgres.otp;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.otp.OtpChallengeRepository;
import peyk.domain.otp.OtpPhoneRepository;
import peyk.domain.otp.OtpPhoneRepositoryContract;
import peyk.domain.otp.OtpRequestRepository;

class JdbiOtpPhoneRepositoryIT extends OtpPhoneRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected OtpPhoneRepository phones() {
    return REPLICAS.other().otpPhones();
  }

  @Override
  protected OtpRequestRepository requests() {
    return REPLICAS.one().otpRequests();
  }

  @Override
  protected OtpChallengeRepository challenges() {
    return REPLICAS.one().otpChallenges();
  }
}
