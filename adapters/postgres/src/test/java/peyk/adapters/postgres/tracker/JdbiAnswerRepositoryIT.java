package peyk.adapters.postgres.tracker;

import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.command.Commands;
import peyk.domain.tracker.AnswerRepository;
import peyk.domain.tracker.AnswerRepositoryContract;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.EventInbox;

class JdbiAnswerRepositoryIT extends AnswerRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected AnswerRepository answers() {
    return REPLICAS.other().answers();
  }

  @Override
  protected EventInbox inbox() {
    return REPLICAS.one().eventInbox();
  }

  @Override
  protected DeviceChangeRepository changes() {
    return REPLICAS.one().deviceChanges(Commands.policy());
  }

  @Override
  protected Instant now() {
    return REPLICAS.now();
  }
}
