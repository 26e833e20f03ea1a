package peyk.adapters.http.admin.tracker;

import peyk.adapters.http.admin.firmware.DecisionRoutes;
import peyk.adapters.http.server.JsonObject;
import peyk.application.overview.FirmwareOverview;
import peyk.application.overview.FirmwareOverview.Decided;
import peyk.application.overview.TrackerOverview;
import peyk.application.overview.TrackerOverview.Identity;
import peyk.application.overview.TrackerOverview.Owner;
import peyk.application.overview.TrackerOverview.Who;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.firmware.Offer;

/** The overview of a tracker in JSON. */
final class TrackerOverviewBody {
  private static final String LOOKUP = "lookup";
  private static final String FOUND = "found";
  private static final String NOT_FOUND = "not_found";
  private static final String UNAVAILABLE = "traccar_unavailable";

  private TrackerOverviewBody() {}

  static JsonObject of(TrackerOverview tracker) {
    return JsonObject.of("imei", tracker.imei().digits())
        .with("traccar", of(tracker.identity()))
        .with("owner", tracker.owner().map(TrackerOverviewBody::of))
        .with("sim", tracker.sim().map(SimRoutes::body))
        .with("firmware", tracker.firmware().map(TrackerOverviewBody::of))
        .with("service", tracker.service().map(ServiceOverviewBody::of));
  }

  private static JsonObject of(Identity identity) {
    return switch (identity) {
      case Identity.Known(var device) -> of(device);
      case Identity.Unknown() -> JsonObject.of(LOOKUP, NOT_FOUND);
      case Identity.Unavailable(var device) ->
          JsonObject.of(LOOKUP, UNAVAILABLE).with("id", device.map(DeviceId::value));
    };
  }

  private static JsonObject of(Device device) {
    return JsonObject.of(LOOKUP, FOUND)
        .with("id", device.id().value())
        .with("name", device.name())
        .with("model", device.model())
        .with("online", device.online())
        .with("attributes", device.attributes());
  }

  private static JsonObject of(Owner owner) {
    var body = JsonObject.of("id", owner.id().value());
    return switch (owner.who()) {
      case Who.Known(var login) -> body.with(LOOKUP, FOUND).with("login", login.value());
      case Who.Gone() -> body.with(LOOKUP, NOT_FOUND);
      case Who.Unavailable() -> body.with(LOOKUP, UNAVAILABLE);
    };
  }

  private static JsonObject of(FirmwareOverview firmware) {
    return new JsonObject()
        .with("version", firmware.lastCheck().map(last -> last.check().version()))
        .with("lastCheck", firmware.lastCheck().map(DecisionRoutes::body))
        .with("offers", firmware.offers().stream().map(TrackerOverviewBody::of).toList())
        .with("standings", firmware.standings().stream().map(TrackerOverviewBody::of).toList());
  }

  private static JsonObject of(Offer offer) {
    return JsonObject.of("release", offer.release().value())
        .with("version", offer.version())
        .with("times", offer.times())
        .with("lastAt", offer.last())
        .with("seenAt", offer.seen());
  }

  private static JsonObject of(Decided decided) {
    return JsonObject.of("release", decided.release().value())
        .with("version", decided.version())
        .with("standing", decided.standing().word());
  }
}
