package peyk.domain.firmware;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of one tracker and one release that it was offered.
 *
 * @param version of the release
 * @param round of the release, in which {@code times} was counted
 * @param times how often it was offered in that round
 * @param last when it was last offered
 * @param seen when the tracker was first seen to run it, or a newer one
 */
public record Offer(
    ReleaseId release, long version, int round, int times, Instant last, Optional<Instant> seen) {
  /** As it counts in the present round of its release: what was offered in another does not. */
  public Offer in(Release present) {
    return round == present.round()
        ? this
        : new Offer(release, version, present.round(), 0, last, seen);
  }

  /** Whether the tracker still reports an older version after all these offers. */
  boolean isFailing(Release present) {
    return seen.isEmpty()
        && present
            .rollout()
            .brake()
            .filter(brake -> in(present).times >= brake.offers())
            .isPresent();
  }

  static Offer first(Release release, Instant at) {
    return new Offer(release.id(), release.version(), release.round(), 1, at, Optional.empty());
  }

  Offer again(Instant at) {
    return new Offer(release, version, round, times + 1, at, seen);
  }

  Offer arrived(Instant at) {
    return new Offer(release, version, round, times, last, seen.or(() -> Optional.of(at)));
  }
}
