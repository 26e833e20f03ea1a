package peyk.domain.firmware;

import peyk.domain.InMemoryJobs;

class InMemoryReleaseRepositoryTest extends ReleaseRepositoryContract {
  private final InMemoryFirmware firmware =
      new InMemoryFirmware(() -> Firmware.NOW, new InMemoryJobs());

  @Override
  protected ReleaseRepository releases() {
    return firmware.releases();
  }

  @Override
  protected ReleaseRepository releasesOfAnotherReplica() {
    return firmware.releases();
  }

  @Override
  protected PartRepository parts() {
    return firmware.parts();
  }

  @Override
  protected DecisionRepository decisions() {
    return firmware.decisions();
  }

  @Override
  protected OfferRepository offers() {
    return firmware.offers();
  }
}
