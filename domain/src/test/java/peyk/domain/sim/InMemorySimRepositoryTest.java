package peyk.domain.sim;

import peyk.domain.InMemoryJobs;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;

class InMemorySimRepositoryTest extends SimRepositoryContract {
  private final InMemoryUssdMessageRepository messages =
      new InMemoryUssdMessageRepository(
          new InMemoryDeviceChangeRepository(() -> Ussd.AT, new InMemoryJobs()), () -> Ussd.AT);

  @Override
  protected SimRepository sims() {
    return messages.sims();
  }

  @Override
  protected UssdMessageRepository messages() {
    return messages;
  }
}
