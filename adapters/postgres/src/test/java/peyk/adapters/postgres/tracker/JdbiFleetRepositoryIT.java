package peyk.adapters.postgres.tracker;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.tracker.FleetRepository;
import peyk.domain.tracker.FleetRepositoryContract;

class JdbiFleetRepositoryIT extends FleetRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected FleetRepository fleets() {
    return REPLICAS.one().fleets();
  }
}
