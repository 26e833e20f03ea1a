package peyk.domain.tracker;

import java.time.Instant;
import peyk.domain.InMemoryJobs;
import peyk.domain.MovableClock;

class InMemoryAnswerRepositoryTest extends AnswerRepositoryContract {
  private final MovableClock clock = new MovableClock();
  private final InMemoryDeviceChangeRepository changes =
      new InMemoryDeviceChangeRepository(clock, new InMemoryJobs());

  @Override
  protected AnswerRepository answers() {
    return changes.inbox();
  }

  @Override
  protected EventInbox inbox() {
    return changes.inbox();
  }

  @Override
  protected DeviceChangeRepository changes() {
    return changes;
  }

  @Override
  protected Instant now() {
    return clock.now();
  }
}
