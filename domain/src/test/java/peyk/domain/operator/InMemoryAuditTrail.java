package peyk.domain.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import peyk.domain.time.ClusterTime;

/** An audit trail for tests. */
public final class InMemoryAuditTrail implements AuditTrail {
  private final List<AuditEntry> entries = new ArrayList<>();
  private final ClusterTime clock;

  public InMemoryAuditTrail(ClusterTime clock) {
    this.clock = clock;
  }

  @Override
  public synchronized long begin(AskedChange change) {
    long id = entries.size() + 1L;
    entries.add(new AuditEntry(id, clock.now(), change, "", Optional.empty()));
    return id;
  }

  @Override
  public synchronized void end(long entry, String what, String outcome) {
    var begun = entries.get((int) entry - 1);
    entries.set(
        (int) entry - 1,
        new AuditEntry(
            entry,
            begun.at(),
            begun.change(),
            what.substring(0, Math.min(what.length(), LONGEST_TEXT)),
            Optional.of(outcome)));
  }

  @Override
  public synchronized List<AuditEntry> list(long before, int atMost) {
    return entries.reversed().stream().filter(entry -> entry.id() < before).limit(atMost).toList();
  }
}
