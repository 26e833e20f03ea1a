package peyk.domain.firmware;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import peyk.domain.device.Imei;
import peyk.domain.firmware.Eligibility.Allowed;
import peyk.domain.firmware.Eligibility.CannotBeTold;
import peyk.domain.firmware.Eligibility.Denied;
import peyk.domain.firmware.Eligibility.Inside;
import peyk.domain.firmware.Eligibility.NotActive;
import peyk.domain.firmware.Eligibility.NotNewer;
import peyk.domain.firmware.Eligibility.Outranked;
import peyk.domain.firmware.Eligibility.Outside;
import peyk.domain.firmware.Eligibility.Pinned;
import peyk.domain.firmware.Eligibility.PinnedElsewhere;
import peyk.domain.firmware.Eligibility.TooSoon;
import peyk.domain.firmware.FirmwareDecision.Considered;

/**
 * Chooses the newest active release for exactly the tracker's hardware that is newer than its
 * firmware and for which it is eligible.
 *
 * @param partsAreServed whether links to parts stored here can be built
 */
public record FirmwareSelector(OfferRetryPolicy retries, boolean partsAreServed) {
  /**
   * @param releases those for the tracker's hardware, the newest first
   * @param offers earlier offers to this tracker
   */
  public FirmwareDecision decide(
      FirmwareCheck check, List<Release> releases, List<Offer> offers, Instant now) {
    var considered = new ArrayList<Considered>(releases.size());
    var pin = pin(check.imei(), releases);
    Optional<Release> chosen = Optional.empty();
    for (var release : releases) {
      var finding = find(release, check, pin);
      if (finding.isEligible() && !canBeTold(release)) {
        finding = new CannotBeTold();
      }
      if (finding.isEligible() && chosen.isPresent()) {
        finding = new Outranked(chosen.get().version());
      } else if (finding.isEligible()) {
        chosen = Optional.of(release);
        finding = wait(release, offers, now).orElse(finding);
      }
      considered.add(new Considered(release, finding));
    }
    var offered = considered.stream().filter(one -> one.finding().isEligible()).findFirst();
    return new FirmwareDecision(
        check, now, considered, offered.map(Considered::release), seen(check.version(), offers));
  }

  private boolean canBeTold(Release release) {
    return partsAreServed || release.content() instanceof Content.Link;
  }

  private static Eligibility find(Release release, FirmwareCheck check, Optional<Release> pin) {
    if (release.version() <= check.version()) {
      return new NotNewer();
    }
    if (release.state() != ReleaseState.ACTIVE) {
      return new NotActive(release.state());
    }
    var standing = release.standing(check.imei());
    if (standing.equals(Optional.of(Standing.DENIED))) {
      return new Denied();
    }
    if (pin.isPresent()) {
      return pin.get().equals(release) ? new Pinned() : new PinnedElsewhere(pin.get().version());
    }
    if (standing.isPresent()) {
      return new Allowed();
    }
    var place = RolloutPlace.of(check.imei(), release);
    var share = release.rollout().share();
    return share.includes(place) ? new Inside(place, share) : new Outside(place, share);
  }

  /** A pin also holds while its release is paused, but not once it is withdrawn. */
  private static Optional<Release> pin(Imei imei, List<Release> releases) {
    return releases.stream()
        .filter(release -> release.state().isFetchable())
        .filter(release -> release.standing(imei).equals(Optional.of(Standing.PINNED)))
        .findFirst();
  }

  private Optional<Eligibility> wait(Release release, List<Offer> offers, Instant now) {
    return offers.stream()
        .filter(offer -> offer.release().equals(release.id()))
        .map(offer -> offer.in(release))
        .filter(offer -> retries.next(offer).isAfter(now))
        .findFirst()
        .map(offer -> new TooSoon(retries.next(offer), offer.times()));
  }

  private static List<ReleaseId> seen(long version, List<Offer> offers) {
    return offers.stream()
        .filter(offer -> offer.seen().isEmpty() && offer.version() <= version)
        .map(Offer::release)
        .toList();
  }
}
