package peyk.domain.job;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets one replica at a time do something. A lease ends by itself, so work that may take longer
 * renews it, and must do no harm if two replicas do it after all. Throws {@link
 * peyk.domain.StorageUnavailableException}.
 */
public interface Leases {
  /**
   * Takes a lease, or renews it.
   *
   * @param time until it ends by itself, at most an hour
   * @return whether it was free or this replica's own
   */
  boolean take(String name, Duration time);

  /** Gives a lease back, if this replica has it. */
  void release(String name);

  /**
   * Does something while no other replica does it.
   *
   * @return empty if another replica does it
   */
  default <T> Optional<T> alone(String name, Duration time, Supplier<T> work) {
    if (!take(name, time)) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      release(name);
    }
  }
}
