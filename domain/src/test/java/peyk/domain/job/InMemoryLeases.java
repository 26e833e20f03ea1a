package peyk.domain.job;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import peyk.domain.time.ClusterTime;

/** Leases in memory, of one replica of several. */
public final class InMemoryLeases implements Leases {
  private record Lease(Object holder, Instant until) {}

  private final Map<String, Lease> leases;
  private final ClusterTime clock;

  public InMemoryLeases(ClusterTime clock) {
    this(new HashMap<>(), clock);
  }

  private InMemoryLeases(Map<String, Lease> leases, ClusterTime clock) {
    this.leases = leases;
    this.clock = clock;
  }

  /** Those of another replica. */
  public InMemoryLeases other() {
    return new InMemoryLeases(leases, clock);
  }

  @Override
  public boolean take(String name, Duration time) {
    synchronized (leases) {
      var now = clock.now();
      var present = leases.get(name);
      var isFree =
          present == null
              || present.holder() == this
              || !present.until().isAfter(now)
              || present.until().isAfter(now.plus(Duration.ofHours(1)));
      if (isFree) {
        leases.put(name, new Lease(this, now.plus(time)));
      }
      return isFree;
    }
  }

  @Override
  public void release(String name) {
    synchronized (leases) {
      leases.computeIfPresent(name, (_, lease) -> lease.holder() == this ? null : lease);
    }
  }
}
