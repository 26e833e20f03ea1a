package peyk.domain.otp;

class InMemoryOtpPhoneRepositoryTest extends OtpPhoneRepositoryContract {
  private final InMemoryOtpChallengeRepository challenges = new InMemoryOtpChallengeRepository();
  private final InMemoryOtpRequestRepository requests =
      new InMemoryOtpRequestRepository(challenges);

  @Override
  protected OtpPhoneRepository phones() {
    return new InMemoryOtpPhoneRepository(challenges, requests);
  }

  @Override
  protected OtpRequestRepository requests() {
    return requests;
  }

  @Override
  protected OtpChallengeRepository challenges() {
    return challenges;
  }
}
