package peyk.adapters.postgres;

import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.WantedCommandRepository;
import peyk.domain.tracker.WantedCommandRepositoryContract;

class JdbiWantedCommandRepositoryIT extends WantedCommandRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected WantedCommandRepository commands() {
    return REPLICAS.one().wantedCommands();
  }

  @Override
  protected DeviceChangeRepository changes() {
    return REPLICAS.one().deviceChanges();
  }

  @Override
  protected Instant now() {
    return REPLICAS.instant();
  }
}
