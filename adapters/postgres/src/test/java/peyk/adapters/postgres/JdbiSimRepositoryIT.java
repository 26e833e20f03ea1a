package peyk.adapters.postgres;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.domain.sim.SimRepository;
import peyk.domain.sim.SimRepositoryContract;
import peyk.domain.sim.UssdMessageRepository;

class JdbiSimRepositoryIT extends SimRepositoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected SimRepository sims() {
    return REPLICAS.other().sims();
  }

  @Override
  protected UssdMessageRepository messages() {
    return REPLICAS.one().ussdMessages();
  }
}
