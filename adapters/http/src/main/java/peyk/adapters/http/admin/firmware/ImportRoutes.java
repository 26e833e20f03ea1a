package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.ImportReleases.Outcome.Done;
import peyk.application.firmware.ImportReleases.Outcome.Unusable;
import peyk.domain.firmware.ReleaseRepository.Imported;

/** Taking over the catalogue of the service before this one. */
public final class ImportRoutes {
  private static final Logger log = LoggerFactory.getLogger(ImportRoutes.class);

  private final ImportReleases importReleases;

  public ImportRoutes(ImportReleases importReleases) {
    this.importReleases = importReleases;
  }

  public List<AdminRoute> routes() {
    return List.of(AdminRoute.post("/admin/firmware/import", this::importAll));
  }

  private AdminResponse importAll(AdminRequest call) throws IOException {
    return switch (importReleases.importAll(call.text())) {
      case Done(var imported) -> done(imported);
      case Unusable(var faults) -> unusable(faults);
    };
  }

  private static AdminResponse done(Imported imported) {
    log.info(
        "admin change=import outcome=done created={} updated={} unchanged={} kept={}",
        imported.created(),
        imported.updated(),
        imported.unchanged(),
        imported.kept());
    return AdminResponse.ok(
        JsonObject.of("created", imported.created())
            .with("updated", imported.updated())
            .with("unchanged", imported.unchanged())
            .with("kept", imported.kept()));
  }

  private static AdminResponse unusable(List<String> faults) {
    log.info("admin change=import outcome=import_unusable faults={}", faults.size());
    return Problem.of(ProblemType.IMPORT_UNUSABLE, "Nothing was imported: see the faults.")
        .with("faults", faults)
        .answer();
  }
}
