package peyk.domain.otp;

class InMemoryOtpChallengeRepositoryTest extends OtpChallengeRepositoryContract {
  private final InMemoryOtpChallengeRepository challenges = new InMemoryOtpChallengeRepository();
  private final OtpRequestRepository requests = new InMemoryOtpRequestRepository(challenges);

  @Override
  protected OtpChallengeRepository challenges() {
    return challenges;
  }

  @Override
  protected OtpChallengeRepository challengesOfAnotherReplica() {
    return challenges;
  }

  @Override
  protected OtpRequestRepository requests() {
    return requests;
  }
}
