package peyk.domain.sim;

import peyk.domain.InMemoryJobs;
import peyk.domain.command.CommandLines;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.InMemoryDeviceChangeRepository;

class InMemoryUssdMessageRepositoryTest extends UssdMessageRepositoryContract {
  private final InMemoryDeviceChangeRepository changes =
      new InMemoryDeviceChangeRepository(() -> Ussd.AT, new InMemoryJobs());
  private final InMemoryUssdMessageRepository messages =
      new InMemoryUssdMessageRepository(changes, () -> Ussd.AT);

  @Override
  protected UssdMessageRepository messages() {
    return messages;
  }

  @Override
  protected UssdMessageRepository messagesOfAnotherReplica() {
    return messages;
  }

  @Override
  protected SimRepository sims() {
    return messages.sims();
  }

  @Override
  protected DeviceChangeRepository changes() {
    return changes;
  }

  @Override
  protected CommandLines commands() {
    return changes.commands();
  }

  @Override
  protected int wakeups(JobKind kind, String instance) {
    return changes.jobs().wakeups(kind, instance);
  }
}
