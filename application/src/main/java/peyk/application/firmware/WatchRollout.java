package peyk.application.firmware;

import peyk.application.job.Job;
import peyk.application.monitoring.Journal;
import peyk.application.monitoring.JournalEvent.RolloutAdvanced;
import peyk.application.monitoring.JournalEvent.RolloutPaused;
import peyk.domain.firmware.AdvanceOrPausePolicy;
import peyk.domain.firmware.AdvanceOrPausePolicy.Verdict;
import peyk.domain.firmware.AdvanceOrPausePolicy.Verdict.Advance;
import peyk.domain.firmware.AdvanceOrPausePolicy.Verdict.Pause;
import peyk.domain.firmware.AdvanceOrPausePolicy.Verdict.Stay;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.OfferRepository;
import peyk.domain.firmware.Release;
import peyk.domain.firmware.ReleaseEdit;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseState;
import peyk.domain.job.JobKind;

/**
 * Watches the rollout of one release. It begins the next stage when a gate opens, and pauses the
 * release when too many trackers fail. Offers and sightings wake it.
 */
public record WatchRollout(
    ReleaseRepository releases, OfferRepository offers, FirmwareCatalog catalog, Journal journal)
    implements Job {
  @Override
  public JobKind kind() {
    return JobKind.WATCH_ROLLOUT;
  }

  @Override
  public Next run(String instance) {
    releases
        .find(new ReleaseId(Long.parseLong(instance)))
        .filter(release -> release.state() == ReleaseState.ACTIVE)
        .ifPresent(release ->
            carryOut(
                release, AdvanceOrPausePolicy.judge(release.rollout(), offers.progress(release))));
    return new Next.Done();
  }

  private void carryOut(Release release, Verdict verdict) {
    switch (verdict) {
      case Stay() -> {}
      case Advance(var stage) -> {
        if (change(release, release.with(release.rollout().inStage(stage)))) {
          journal.record(new RolloutAdvanced(release, stage));
        }
      }
      case Pause(var reason) -> {
        if (change(release, release.pausedBecause(reason))) {
          journal.record(new RolloutPaused(release, reason));
        }
      }
    }
  }

  /** If an operator changed the release in the meantime, that change stands. */
  private boolean change(Release judged, Release wanted) {
    var edit = releases.edit(judged.id(), present -> replace(present, judged, wanted));
    catalog.refresh();
    return edit.filter(ReleaseEdit.Changed.class::isInstance).isPresent();
  }

  private static ReleaseEdit replace(Release present, Release judged, Release wanted) {
    return present.state() == judged.state()
            && present.round() == judged.round()
            && present.rollout().equals(judged.rollout())
        ? new ReleaseEdit.Changed(wanted)
        : new ReleaseEdit.Refused("release_changed", "An operator was first.");
  }
}
