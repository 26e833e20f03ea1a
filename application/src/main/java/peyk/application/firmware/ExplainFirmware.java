package peyk.application.firmware;

import java.util.Optional;
import peyk.domain.device.Imei;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.FirmwareSelector;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.time.ClusterTime;

/** Explains to an operator the answer that a tracker would get now. It stores nothing. */
public record ExplainFirmware(
    FirmwareCatalog catalog,
    DecisionRepository decisions,
    OfferRepository offers,
    FirmwareSelector selector,
    ClusterTime clock) {
  /** The answer to the tracker's last question; empty if it has never asked. */
  public Optional<FirmwareDecision> explain(Imei imei) {
    return decisions.ofTracker(imei, Long.MAX_VALUE, 1).stream()
        .findFirst()
        .map(last -> explain(last.check()));
  }

  /** The answer to this question. */
  public FirmwareDecision explain(FirmwareCheck check) {
    catalog.refresh();
    return selector.decide(
        check, catalog.current().of(check.hardware()), offers.of(check.imei()), clock.now());
  }
}
