package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.firmware.ControlRelease;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.Standing;

/** The trackers that operators have allowed, denied or pinned, whatever a rollout's stage. */
public record StandingRoutes(ReleaseRepository releases, ControlRelease steer)
    implements AdminRoutes {
  @Override
  public List<AdminRoute> routes() {
    var all = "/admin/firmware/releases/{id}/trackers";
    return List.of(
        AdminRoute.get(all, this::list, "after", Page.LIMIT),
        AdminRoute.put(all + "/{imei}", this::set).administered(),
        AdminRoute.delete(all + "/{imei}", this::clear).administered());
  }

  private Reply list(AdminRequest request) {
    var page = Page.of(request, "after");
    var found = releases.standings(ReleaseRoutes.id(request), page.afterImei(), page.wanted());
    if (found.isEmpty()) {
      ReleaseRoutes.find(request, releases);
    }
    return page.reply(
        List.copyOf(found.entrySet()), StandingRoutes::body, entry -> entry.getKey().digits());
  }

  private static JsonObject body(Map.Entry<Imei, Standing> entry) {
    return JsonObject.of("imei", entry.getKey().digits()).with("standing", entry.getValue().word());
  }

  private Reply set(AdminRequest request) throws IOException {
    var imei = request.imei();
    var standing = request.body("standing").need("standing").oneOf(Standing.values());
    stand(request, imei, Optional.of(standing));
    return Reply.ok(body(Map.entry(imei, standing)));
  }

  private Reply clear(AdminRequest request) {
    stand(request, request.imei(), Optional.empty());
    return Reply.noContent();
  }

  private void stand(AdminRequest request, Imei imei, Optional<Standing> standing) {
    var release = ReleaseRoutes.id(request);
    request
        .change("standing")
        .note("release", release)
        .note("imei", imei)
        .note("standing", standing.map(Standing::word).orElse("none"));
    if (!steer.stand(release, imei, standing)) {
      throw ReleaseBody.UNKNOWN.exception();
    }
  }
}
