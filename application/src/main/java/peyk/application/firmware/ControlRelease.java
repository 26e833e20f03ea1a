package peyk.application.firmware;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import peyk.domain.device.Imei;
import peyk.domain.firmware.Content;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseEdit;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.Rollout;
import peyk.domain.firmware.Standing;

/**
 * The operator's control of a release. A change applies here at once, and on other replicas within
 * a second.
 *
 * @param partsAreServed whether links to parts stored here can be built
 */
public record ControlRelease(
    ReleaseRepository releases, FirmwareCatalog catalog, boolean partsAreServed) {
  private static final String BY_HAND = "by an operator";
  private static final ReleaseEdit NOT_SERVED =
      new ReleaseEdit.Refused(
          "parts_not_served", "Trackers could not fetch the parts: FTP is switched off.");

  /** Empty if there is no such release. The methods below do the same. */
  public Optional<ReleaseEdit> activate(ReleaseId id) {
    return edit(id, this::activate);
  }

  private ReleaseEdit activate(Release release) {
    return partsAreServed || release.content() instanceof Content.Link
        ? ReleaseEdit.activate(release)
        : NOT_SERVED;
  }

  public Optional<ReleaseEdit> pause(ReleaseId id) {
    return edit(id, release -> ReleaseEdit.pause(release, BY_HAND));
  }

  public Optional<ReleaseEdit> withdraw(ReleaseId id) {
    return edit(id, ReleaseEdit::withdraw);
  }

  /** Begins the next stage of the rollout. */
  public Optional<ReleaseEdit> advance(ReleaseId id) {
    return edit(id, ReleaseEdit::advance);
  }

  public Optional<ReleaseEdit> rollOut(ReleaseId id, Rollout rollout) {
    return edit(id, release -> ReleaseEdit.rollOut(release, rollout));
  }

  /**
   * Sets trackers' standings, all of them or none.
   *
   * @param standing empty = like all others
   * @return whether there is such a release
   */
  public boolean stand(ReleaseId id, Collection<Imei> imeis, Optional<Standing> standing) {
    var found = releases.stand(id, imeis, standing);
    catalog.refresh();
    return found;
  }

  /** The same for one tracker. */
  public boolean stand(ReleaseId id, Imei imei, Optional<Standing> standing) {
    return stand(id, List.of(imei), standing);
  }

  private Optional<ReleaseEdit> edit(ReleaseId id, Function<Release, ReleaseEdit> change) {
    var edit = releases.edit(id, change);
    catalog.refresh();
    return edit;
  }
}
