package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.JsonField;
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
  private static final int MOST_TRACKERS = 1000;
  private static final String NONE = "none";

  @Override
  public List<AdminRoute> routes() {
    var all = "/admin/firmware/releases/{id}/trackers";
    return List.of(
        AdminRoute.get(all, this::list, "after", Page.LIMIT),
        AdminRoute.put(all, this::setAll).administered(),
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
    stand(request, List.of(imei), Optional.of(standing));
    return Reply.ok(body(Map.entry(imei, standing)));
  }

  private Reply setAll(AdminRequest request) throws IOException {
    var fields = request.body("standing", "imeis");
    var word = fields.need("standing");
    var standing =
        NONE.equals(word.value().textValue())
            ? Optional.<Standing>empty()
            : Optional.of(word.oneOf(Standing.values()));
    var imeis = fields.need("imeis");
    var all = imeis.list().stream().map(JsonField::imei).collect(Collectors.toSet());
    if (all.isEmpty() || all.size() > MOST_TRACKERS) {
      throw imeis.refused("has 1 to " + MOST_TRACKERS + " trackers.");
    }
    stand(request, all, standing);
    return Reply.ok(
        JsonObject.of("standing", standing.map(Standing::word).orElse(NONE))
            .with("trackers", all.size()));
  }

  private Reply clear(AdminRequest request) {
    stand(request, List.of(request.imei()), Optional.empty());
    return Reply.noContent();
  }

  private void stand(AdminRequest request, Collection<Imei> imeis, Optional<Standing> standing) {
    var release = ReleaseRoutes.id(request);
    request.change("standing").note("release", release);
    if (imeis.size() == 1) {
      request.note("imei", imeis.iterator().next());
    } else {
      request.note("trackers", imeis.size());
    }
    request.note("standing", standing.map(Standing::word).orElse(NONE));
    if (!steer.stand(release, imeis, standing)) {
      throw ReleaseBody.UNKNOWN.exception();
    }
  }
}
