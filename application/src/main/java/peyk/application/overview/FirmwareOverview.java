package peyk.application.overview;

import java.util.List;
import java.util.Optional;
import peyk.domain.firmware.DecisionRepository.Remembered;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.Standing;

/**
 * A tracker's firmware.
 *
 * @param lastCheck its last question, which names the version it ran, and the answer; empty if it
 *     asked never or long ago
 * @param offers of releases to it, the newest first
 * @param standings operators' decisions about it, the newest release first
 */
public record FirmwareOverview(
    Optional<Remembered> lastCheck, List<Offer> offers, List<Decided> standings) {
  public FirmwareOverview {
    offers = List.copyOf(offers);
    standings = List.copyOf(standings);
  }

  /** An operator's decision about the tracker and one release. */
  public record Decided(ReleaseId release, long version, Standing standing) {}

  boolean isEmpty() {
    return lastCheck.isEmpty() && offers.isEmpty() && standings.isEmpty();
  }
}
