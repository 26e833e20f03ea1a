package peyk.application.firmware;

import java.util.Optional;
import peyk.application.intake.IntakeLimits;
import peyk.domain.ClientAddress;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.FirmwareSelector;
import peyk.domain.time.ClusterTime;

/** Answers a tracker that asks for newer firmware. It stores the answer and the reason. */
public record OfferFirmware(
    FirmwareCatalog catalog,
    DecisionRepository decisions,
    FirmwareSelector selector,
    IntakeLimits limits,
    ClusterTime clock) {
  /**
   * Reads the releases when the decision is made, because an operator may pause one while the
   * question waits.
   *
   * @return empty if the sender is over its limit; then nothing was stored
   * @throws peyk.domain.StorageUnavailableException if the releases are unknown or the decision
   *     could not be stored; then there is no answer
   */
  public Optional<FirmwareDecision> offer(FirmwareCheck check, ClientAddress from) {
    if (!limits.admit(from, Optional.of(check.imei()), 1, clock.now())) {
      return Optional.empty();
    }
    return Optional.of(
        decisions.decide(
            check,
            offers ->
                selector.decide(
                    check, catalog.current().of(check.hardware()), offers, clock.now())));
  }
}
