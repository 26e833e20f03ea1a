package peyk.adapters.postgres.tracker;

import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.command.Commands;
import peyk.domain.device.DeviceId;
import peyk.domain.job.JobKind;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.EventInboxContract;

class JdbiEventInboxIT extends EventInboxContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected EventInbox inbox() {
    return REPLICAS.one().eventInbox();
  }

  @Override
  protected EventInbox inboxOfAnotherReplica() {
    return REPLICAS.other().eventInbox();
  }

  @Override
  protected DeviceChangeRepository changes() {
    return REPLICAS.one().deviceChanges(Commands.policy());
  }

  @Override
  protected Instant now() {
    return REPLICAS.now();
  }

  @Override
  protected int wakeups(DeviceId device) {
    return REPLICAS.wakeups(JobKind.UPDATE_DEVICE, device);
  }
}
