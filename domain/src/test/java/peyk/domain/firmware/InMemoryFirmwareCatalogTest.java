package peyk.domain.firmware;

import peyk.domain.InMemoryJobs;

class InMemoryFirmwareCatalogTest extends FirmwareCatalogContract {
  private final InMemoryFirmware firmware =
      new InMemoryFirmware(() -> Firmware.NOW, new InMemoryJobs());

  @Override
  protected FirmwareCatalog catalog() {
    return firmware.catalog();
  }

  @Override
  protected ReleaseRepository releases() {
    return firmware.releases();
  }

  @Override
  protected PartRepository parts() {
    return firmware.parts();
  }
}
