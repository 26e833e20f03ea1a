package peyk.application.firmware;

import java.util.List;
import peyk.domain.firmware.FirmwareCatalog;
import peyk.domain.firmware.LegacyCatalogue;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.ReleaseRepository.Imported;
import peyk.domain.tracker.JsonReader;

/** Imports the catalogue of the replaced service. It may be repeated. */
public record ImportReleases(ReleaseRepository releases, FirmwareCatalog catalog, JsonReader json) {
  public sealed interface Outcome {
    record Done(Imported imported) implements Outcome {}

    /** The file is faulty. Nothing was changed. */
    record Unusable(List<String> faults) implements Outcome {}
  }

  /**
   * @param file the text of {@code firmwares.json}
   */
  public Outcome importAll(String file) {
    var read = LegacyCatalogue.read(file, json);
    if (!read.faults().isEmpty()) {
      return new Outcome.Unusable(read.faults());
    }
    var imported = releases.importAll(read.releases());
    catalog.refresh();
    return new Outcome.Done(imported);
  }
}
