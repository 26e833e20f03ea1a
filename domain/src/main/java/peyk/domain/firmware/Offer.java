package peyk.domain.firmware;

import java.time.Instant;
import java.util.Optional;

/**
 * The offers of one release to one tracker.
 *
 * @param version of the release
 * @param round the round of the release in which {@code times} was counted
 * @param times the number of offers in that round
 * @param last the time of the last offer
 * @param seen the time when the tracker first reported this version or a newer one
 */
public record Offer(
    ReleaseId release, long version, int round, int times, Instant last, Optional<Instant> seen) {
  /** The offer in its release's present round: offers of earlier rounds do not count. */
  public Offer in(Release present) {
    return round == present.round()
        ? this
        : new Offer(release, version, present.round(), 0, last, seen);
  }

  /** Whether the tracker still reports an older version after the brake's number of offers. */
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
