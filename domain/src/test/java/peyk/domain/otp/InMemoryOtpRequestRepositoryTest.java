package peyk.domain.otp;

class InMemoryOtpRequestRepositoryTest extends OtpRequestRepositoryContract {
  private final InMemoryOtpChallengeRepository challenges = new InMemoryOtpChallengeRepository();
  private final OtpRequestRepository requests = new InMemoryOtpRequestRepository(challenges);

  @Override
  protected OtpRequestRepository requests() {
    return requests;
  }

  @Override
  protected OtpRequestRepository requestsOfAnotherReplica() {
    return requests;
  }

  @Override
  protected OtpChallengeRepository challenges() {
    return challenges;
  }
}
