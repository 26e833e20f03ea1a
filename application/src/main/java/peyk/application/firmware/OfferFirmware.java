package peyk.application.firmware;

import java.util.List;
import java.util.Optional;
import peyk.application.intake.IntakeLimits;
import peyk.domain.ClientAddress;
import peyk.domain.firmware.DecisionRepository;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.FirmwareCheck;
import peyk.domain.firmware.FirmwareDecision;
import peyk.domain.firmware.FirmwareSelector;
import peyk.domain.firmware.Offer;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.KnownTrackers;

/**
 * Answers a tracker that asks for newer firmware. It stores the answer and the reason. The offer to
 * a tracker that Traccar does not have moves no rollout.
 */
public record OfferFirmware(
    FirmwareCatalog catalog,
    DecisionRepository decisions,
    FirmwareSelector selector,
    IntakeLimits limits,
    KnownTrackers trackers,
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
    var isKnown = trackers.knows(check.imei());
    if (!limits.admit(from, Optional.of(check.imei()), isKnown, 1, clock.now())) {
      return Optional.empty();
    }
    return Optional.of(decisions.decide(check, offers -> decide(check, offers)));
  }

  private FirmwareDecision decide(FirmwareCheck check, List<Offer> offers) {
    var releases = catalog.current().of(check.hardware());
    var decision = selector.decide(check, releases, offers, clock.now());
    return trackers.mayKnow(check.imei()) ? decision : decision.uncounted();
  }
}
