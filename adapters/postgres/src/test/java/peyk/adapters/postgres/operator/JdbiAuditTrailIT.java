package peyk.adapters.postgres.operator;

import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.Replicas;
import peyk.domain.operator.AuditTrail;
import peyk.domain.operator.AuditTrailContract;

class JdbiAuditTrailIT extends AuditTrailContract {
  @RegisterExtension static final Replicas REPLICAS = new Replicas();

  @Override
  protected AuditTrail trail() {
    return REPLICAS.one().auditTrail();
  }
}
