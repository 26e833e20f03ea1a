package peyk.domain.firmware;

import java.time.Instant;
import java.util.Optional;

/**
 * What is remembered of one tracker and one release that it was offered.
 *
 * @param version of the release
 * @param times how often it was offered, since the release was last activated
 * @param last when it was last offered
 * @param seen when the tracker was first seen to run it, or a newer one
 */
public record Offer(
    ReleaseId release, long version, int times, Instant last, Optional<Instant> seen) {
  static Offer first(Release release, Instant at) {
    return new Offer(release.id(), release.version(), 1, at, Optional.empty());
  }

  Offer again(Instant at) {
    return new Offer(release, version, times + 1, at, seen);
  }

  Offer arrived(Instant at) {
    return new Offer(release, version, times, last, seen.or(() -> Optional.of(at)));
  }
}
