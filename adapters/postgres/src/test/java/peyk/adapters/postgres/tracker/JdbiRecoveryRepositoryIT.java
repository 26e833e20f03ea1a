package peyk.adapters.postgres.tracker;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.tracker.RecoveryRepository;
import peyk.domain.tracker.RecoveryRepositoryContract;

class JdbiRecoveryRepositoryIT extends RecoveryRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected RecoveryRepository recoveries() {
    return REPLICAS.one().recoveries();
  }
}
