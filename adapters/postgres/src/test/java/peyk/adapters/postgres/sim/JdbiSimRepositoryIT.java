package peyk.adapters.postgres.sim;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
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
