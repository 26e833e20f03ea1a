package peyk.adapters.http.admin;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.ImportReleases.Outcome.Done;
import peyk.application.firmware.ImportReleases.Outcome.Unusable;
import peyk.domain.firmware.ReleaseRepository.Imported;

/** Taking over the catalogue of the service before this one. */
final class ImportRoutes {
  private static final Logger log = LoggerFactory.getLogger(ImportRoutes.class);

  private final ImportReleases importReleases;

  ImportRoutes(ImportReleases importReleases) {
    this.importReleases = importReleases;
  }

  List<Route> routes() {
    return List.of(Route.post("/admin/firmware/import", this::importAll));
  }

  private Answer importAll(Call call) throws IOException {
    return switch (importReleases.importAll(call.text())) {
      case Done(var imported) -> done(imported);
      case Unusable(var faults) -> unusable(faults);
    };
  }

  private static Answer done(Imported imported) {
    log.info(
        "admin change=import outcome=done created={} updated={} unchanged={} kept={}",
        imported.created(),
        imported.updated(),
        imported.unchanged(),
        imported.kept());
    return Answer.ok(
        Body.of("created", imported.created())
            .with("updated", imported.updated())
            .with("unchanged", imported.unchanged())
            .with("kept", imported.kept()));
  }

  private static Answer unusable(List<String> faults) {
    log.info("admin change=import outcome=import_unusable faults={}", faults.size());
    return Problem.of(ProblemType.IMPORT_UNUSABLE, "Nothing was imported: see the faults.")
        .with("faults", faults)
        .answer();
  }
}
