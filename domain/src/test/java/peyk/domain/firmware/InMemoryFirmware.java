package peyk.domain.firmware;

import peyk.domain.InMemoryJobs;
import peyk.domain.time.ClusterTime;

/** All that is remembered of firmware, in one memory: what is changed in one place shows in all. */
public final class InMemoryFirmware {
  private final InMemoryJobs jobs;
  private final InMemoryOfferRepository offers;
  private final InMemoryReleaseRepository releases;
  private final InMemoryPartRepository parts;
  private final InMemoryFirmwareCatalog catalog;
  private final InMemoryDecisionRepository decisions;
  private final InMemoryDownloadRepository downloads = new InMemoryDownloadRepository();

  public InMemoryFirmware(ClusterTime clock, InMemoryJobs jobs) {
    this.jobs = jobs;
    this.offers = new InMemoryOfferRepository(clock, jobs);
    this.releases = new InMemoryReleaseRepository();
    this.parts = new InMemoryPartRepository(releases);
    this.catalog = new InMemoryFirmwareCatalog(releases);
    this.decisions = new InMemoryDecisionRepository(offers);
  }

  public InMemoryReleaseRepository releases() {
    return releases;
  }

  public InMemoryPartRepository parts() {
    return parts;
  }

  public InMemoryFirmwareCatalog catalog() {
    return catalog;
  }

  public InMemoryDecisionRepository decisions() {
    return decisions;
  }

  public InMemoryOfferRepository offers() {
    return offers;
  }

  public InMemoryDownloadRepository downloads() {
    return downloads;
  }

  public InMemoryJobs jobs() {
    return jobs;
  }
}
