package peyk.domain.firmware;

import peyk.domain.InMemoryJobs;

class InMemoryDownloadRepositoryTest extends DownloadRepositoryContract {
  private final InMemoryFirmware firmware =
      new InMemoryFirmware(() -> Firmware.NOW, new InMemoryJobs());

  @Override
  protected DownloadRepository downloads() {
    return firmware.downloads();
  }
}
