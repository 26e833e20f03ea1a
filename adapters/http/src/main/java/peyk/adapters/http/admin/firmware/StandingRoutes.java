package peyk.adapters.http.admin.firmware;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminResponse;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.JsonField;
import peyk.adapters.http.admin.Page;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.server.JsonObject;
import peyk.application.firmware.ControlRelease;
import peyk.domain.device.Imei;
import peyk.domain.firmware.ReleaseId;
import peyk.domain.firmware.ReleaseRepository;
import peyk.domain.firmware.Standing;

/** The trackers about which operators have decided, whatever a rollout's stage. */
public final class StandingRoutes {
  private static final Logger log = LoggerFactory.getLogger(StandingRoutes.class);

  private final ReleaseRepository releases;
  private final ControlRelease steer;

  public StandingRoutes(ReleaseRepository releases, ControlRelease steer) {
    this.releases = releases;
    this.steer = steer;
  }

  public List<AdminRoute> routes() {
    var all = "/admin/firmware/releases/{id}/trackers";
    return List.of(
        AdminRoute.get(all, this::list, "after", Page.LIMIT),
        AdminRoute.put(all + "/{imei}", this::set),
        AdminRoute.delete(all + "/{imei}", this::clear));
  }

  private AdminResponse list(AdminRequest call) {
    var release = call.release();
    var page = Page.of(call, "after");
    var standings = releases.standings(release, page.afterImei(), page.wanted());
    if (standings.isEmpty() && releases.find(release).isEmpty()) {
      return Problem.unknownRelease().answer();
    }
    return page.answer(
        List.copyOf(standings.entrySet()), StandingRoutes::body, entry -> entry.getKey().digits());
  }

  private static JsonObject body(Map.Entry<Imei, Standing> entry) {
    return body(entry.getKey(), entry.getValue());
  }

  private static JsonObject body(Imei imei, Standing standing) {
    return JsonObject.of("imei", imei.digits()).with("standing", standing.word());
  }

  private AdminResponse set(AdminRequest call) throws IOException {
    var imei = call.imei();
    var standing = standing(call.body("standing").need("standing"));
    return stand(
        call.release(), imei, Optional.of(standing), AdminResponse.ok(body(imei, standing)));
  }

  private static Standing standing(JsonField field) {
    return Arrays.stream(Standing.values())
        .filter(standing -> standing.word().equals(field.value().textValue()))
        .findFirst()
        .orElseThrow(() -> field.refused("is allowed, denied or pinned."));
  }

  private AdminResponse clear(AdminRequest call) {
    return stand(call.release(), call.imei(), Optional.empty(), AdminResponse.done());
  }

  private AdminResponse stand(
      ReleaseId release, Imei imei, Optional<Standing> standing, AdminResponse answer) {
    var found = steer.stand(release, imei, standing);
    log.info(
        "admin change=standing release={} imei={} standing={} outcome={}",
        release,
        imei,
        standing.map(Standing::word).orElse("none"),
        found ? "done" : "release_unknown");
    return found ? answer : Problem.unknownRelease().answer();
  }
}
