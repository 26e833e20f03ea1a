package peyk.adapters.http.admin.tracker;

import java.util.List;
import peyk.adapters.http.admin.AdminRequest;
import peyk.adapters.http.admin.AdminRoute;
import peyk.adapters.http.admin.AdminRoutes;
import peyk.adapters.http.admin.Problem;
import peyk.adapters.http.admin.ProblemType;
import peyk.adapters.http.admin.firmware.DecisionRoutes;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;
import peyk.application.device.LocateTracker.Location;
import peyk.application.overview.DescribeTracker;
import peyk.application.overview.FirmwareOverview;
import peyk.application.overview.FirmwareOverview.Decided;
import peyk.application.overview.TrackerOverview;
import peyk.application.overview.TrackerOverview.Owner;
import peyk.application.overview.TrackerOverview.Who;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.firmware.Offer;

/** Everything that Traccar and this service know of a tracker, on one page. */
public record TrackerOverviewRoutes(DescribeTracker describe) implements AdminRoutes {
  private static final String LOOKUP = "lookup";
  private static final String FOUND = "found";
  private static final String NOT_FOUND = "not_found";
  private static final String UNAVAILABLE = "traccar_unavailable";
  private static final Problem UNKNOWN =
      Problem.of(ProblemType.TRACKER_UNKNOWN, "Neither Traccar nor this service knows this IMEI.");

  @Override
  public List<AdminRoute> routes() {
    return List.of(AdminRoute.get("/admin/devices/{imei}", this::show));
  }

  private Reply show(AdminRequest request) {
    var overview = describe.describe(request.imei()).orElseThrow(UNKNOWN::exception);
    return Reply.ok(body(overview));
  }

  private static JsonObject body(TrackerOverview tracker) {
    return JsonObject.of("imei", tracker.imei().digits())
        .with("traccar", body(tracker.location()))
        .with("owner", tracker.owner().map(TrackerOverviewRoutes::body))
        .with("sim", tracker.sim().map(SimRoutes::body))
        .with("firmware", tracker.firmware().map(TrackerOverviewRoutes::body))
        .with("service", tracker.service().map(ServiceOverviewBody::of));
  }

  private static JsonObject body(Location location) {
    return switch (location) {
      case Location.Found(var device) -> body(device);
      case Location.Absent() -> JsonObject.of(LOOKUP, NOT_FOUND);
      case Location.Unavailable(var device) ->
          JsonObject.of(LOOKUP, UNAVAILABLE).with("id", device.map(DeviceId::value));
    };
  }

  private static JsonObject body(Device device) {
    return JsonObject.of(LOOKUP, FOUND)
        .with("id", device.id().value())
        .with("name", device.name())
        .with("model", device.model())
        .with("online", device.online())
        .with("attributes", device.attributes());
  }

  private static JsonObject body(Owner owner) {
    var body = JsonObject.of("id", owner.id().value());
    return switch (owner.who()) {
      case Who.Known(var login) -> body.with(LOOKUP, FOUND).with("login", login.value());
      case Who.Gone() -> body.with(LOOKUP, NOT_FOUND);
      case Who.Unavailable() -> body.with(LOOKUP, UNAVAILABLE);
    };
  }

  private static JsonObject body(FirmwareOverview firmware) {
    return new JsonObject()
        .with("version", firmware.lastCheck().map(last -> last.check().version()))
        .with("lastCheck", firmware.lastCheck().map(DecisionRoutes::body))
        .with("offers", firmware.offers().stream().map(TrackerOverviewRoutes::body).toList())
        .with("standings", firmware.standings().stream().map(TrackerOverviewRoutes::body).toList());
  }

  private static JsonObject body(Offer offer) {
    return JsonObject.of("release", offer.release().value())
        .with("version", offer.version())
        .with("times", offer.times())
        .with("lastAt", offer.last())
        .with("seenAt", offer.seen());
  }

  private static JsonObject body(Decided decided) {
    return JsonObject.of("release", decided.release().value())
        .with("version", decided.version())
        .with("standing", decided.standing().word());
  }
}
