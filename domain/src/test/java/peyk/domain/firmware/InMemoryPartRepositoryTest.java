package peyk.domain.firmware;

import peyk.domain.InMemoryJobs;

class InMemoryPartRepositoryTest extends PartRepositoryContract {
  private final InMemoryFirmware firmware =
      new InMemoryFirmware(() -> Firmware.NOW, new InMemoryJobs());

  @Override
  protected PartRepository parts() {
    return firmware.parts();
  }

  @Override
  protected ReleaseRepository releases() {
    return firmware.releases();
  }
}
