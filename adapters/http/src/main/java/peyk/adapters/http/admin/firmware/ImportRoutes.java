package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.List;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.firmware.ImportReleases;
import peyk.application.firmware.ImportReleases.Outcome;
import peyk.domain.firmware.ReleaseRepository.Imported;

/** Importing the catalogue of the system that this service replaces. */
public record ImportRoutes(ImportReleases importReleases) implements AdminRoutes {
  @Override
  public List<AdminRoute> routes() {
    return List.of(AdminRoute.post("/admin/firmware/import", this::importAll).administered());
  }

  private Reply importAll(AdminRequest request) throws IOException {
    var outcome = importReleases.importAll(request.text());
    request.change("import");
    return switch (outcome) {
      case Outcome.Done(var imported) -> done(request, imported);
      case Outcome.Unusable(var faults) -> {
        request.note("faults", faults.size());
        throw Problem.of(ProblemType.IMPORT_UNUSABLE, "Nothing was imported: see the faults.")
            .with("faults", faults)
            .exception();
      }
    };
  }

  private static Reply done(AdminRequest request, Imported imported) {
    request
        .note("created", imported.created())
        .note("updated", imported.updated())
        .note("unchanged", imported.unchanged())
        .note("kept", imported.kept());
    return Reply.ok(
        JsonObject.of("created", imported.created())
            .with("updated", imported.updated())
            .with("unchanged", imported.unchanged())
            .with("kept", imported.kept()));
  }
}
