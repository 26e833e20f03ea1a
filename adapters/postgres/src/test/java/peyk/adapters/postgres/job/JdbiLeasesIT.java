package peyk.adapters.postgres.job;

import java.time.Duration;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.job.Leases;
import peyk.domain.job.LeasesContract;

class JdbiLeasesIT extends LeasesContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected Leases one() {
    return REPLICAS.one().leases();
  }

  @Override
  protected Leases other() {
    return REPLICAS.other().leases();
  }

  @Override
  protected void pass(Duration time) {
    REPLICAS.setClock(REPLICAS.now().plus(time));
  }
}
