package peyk.domain.operator;

import peyk.domain.MovableClock;

class InMemoryAuditTrailTest extends AuditTrailContract {
  @Override
  protected AuditTrail trail() {
    return new InMemoryAuditTrail(new MovableClock());
  }
}
