package peyk.domain.tracker;

class InMemoryRecoveryRepositoryTest extends RecoveryRepositoryContract {
  private final InMemoryRecoveryRepository recoveries = new InMemoryRecoveryRepository();

  @Override
  protected RecoveryRepository recoveries() {
    return recoveries;
  }
}
