package peyk.application.overview;

import java.util.List;
import java.util.Optional;
import peyk.domain.firmware.DecisionRepository.Remembered;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.Standing;

/**
 * What is known of a tracker's firmware.
 *
 * @param lastCheck what it asked last, which tells what it ran then, and how it was answered; empty
 *     if it never asked, or long ago
 * @param offers of releases to it, the latest first
 * @param standings what operators have decided about it, the latest release first
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
