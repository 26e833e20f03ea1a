package peyk.domain.time;

import java.time.Instant;

/**
 * The clock that all replicas share, and the only one that rules and use cases know. The clocks of
 * their machines may be wrong by hours.
 */
@FunctionalInterface
public interface ClusterTime {
  /** The present time. Never blocks, never throws. */
  Instant now();
}
