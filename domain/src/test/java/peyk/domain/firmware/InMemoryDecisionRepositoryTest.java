package peyk.domain.firmware;

import java.time.Instant;
import java.util.Optional;
import peyk.domain.InMemoryJobs;
import peyk.domain.job.JobKind;

class InMemoryDecisionRepositoryTest extends DecisionRepositoryContract {
  private final InMemoryFirmware firmware =
      new InMemoryFirmware(() -> Firmware.NOW, new InMemoryJobs());

  @Override
  protected DecisionRepository decisions() {
    return firmware.decisions();
  }

  @Override
  protected DecisionRepository decisionsOfAnotherReplica() {
    return firmware.decisions();
  }

  @Override
  protected OfferRepository offers() {
    return firmware.offers();
  }

  @Override
  protected ReleaseRepository releases() {
    return firmware.releases();
  }

  @Override
  protected Optional<Instant> due(ReleaseId release) {
    return firmware.jobs().due(JobKind.WATCH_ROLLOUT, release.toString());
  }

  @Override
  protected void done(ReleaseId release) {
    firmware.jobs().done(JobKind.WATCH_ROLLOUT, release.toString());
  }
}
