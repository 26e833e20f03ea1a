package peyk.adapters.postgres.otp;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.otp.TextHistory;
import peyk.domain.otp.TextHistoryContract;

class JdbiTextHistoryIT extends TextHistoryContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected TextHistory history() {
    return REPLICAS.one().texts();
  }
}
