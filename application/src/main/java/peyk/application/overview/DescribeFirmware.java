package peyk.application.overview;

import java.util.Comparator;
import java.util.Optional;
import peyk.application.overview.FirmwareOverview.Decided;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.Offer;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;

/** Collects the firmware data of a tracker. */
public record DescribeFirmware(
    FirmwareCatalog catalog, DecisionRepository decisions, OfferRepository offers) {
  private static final int MOST = 20;

  /** Empty if there is none. */
  public Optional<FirmwareOverview> describe(Imei imei) {
    var releases = catalog.current();
    var overview =
        new FirmwareOverview(
            decisions.ofTracker(imei, Long.MAX_VALUE, 1).stream().findFirst(),
            offers.of(imei).stream()
                .map(offer -> releases.find(offer.release()).map(offer::in).orElse(offer))
                .sorted(Comparator.comparing(Offer::last).reversed())
                .limit(MOST)
                .toList(),
            releases.standing(imei).stream()
                .limit(MOST)
                .map(release -> decided(release, imei))
                .toList());
    return Optional.of(overview).filter(one -> !one.isEmpty());
  }

  private static Decided decided(Release release, Imei imei) {
    return new Decided(release.id(), release.version(), release.standing(imei).orElseThrow());
  }
}
