package peyk.domain.otp;

class InMemoryTextHistoryTest extends TextHistoryContract {
  private final TextHistory history = new InMemoryTextHistory();

  @Override
  protected TextHistory history() {
    return history;
  }
}
