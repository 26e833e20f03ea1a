package peyk.domain.firmware;

/** The releases as they are in memory at this very moment. */
public final class InMemoryFirmwareCatalog implements FirmwareCatalog {
  private final InMemoryReleaseRepository releases;

  InMemoryFirmwareCatalog(InMemoryReleaseRepository releases) {
    this.releases = releases;
  }

  @Override
  public Releases current() {
    return new Releases(releases.all());
  }

  @Override
  public void refresh() {}
}
