package peyk.adapters.http.admin;

import peyk.application.overview.FirmwareOverview;
import peyk.application.overview.FirmwareOverview.Decided;
import peyk.application.overview.TrackerOverview;
import peyk.application.overview.TrackerOverview.Identity;
import peyk.application.overview.TrackerOverview.Owner;
import peyk.application.overview.TrackerOverview.Who;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.firmware.Offer;

/** What is going on with a tracker, in JSON. */
final class OverviewBody {
  private static final String LOOKUP = "lookup";
  private static final String FOUND = "found";
  private static final String NOT_FOUND = "not_found";
  private static final String UNAVAILABLE = "traccar_unavailable";

  private OverviewBody() {}

  static Body of(TrackerOverview tracker) {
    return Body.of("imei", tracker.imei().digits())
        .with("traccar", of(tracker.identity()))
        .with("owner", tracker.owner().map(OverviewBody::of))
        .with("sim", tracker.sim().map(SimRoutes::body))
        .with("firmware", tracker.firmware().map(OverviewBody::of))
        .with("service", tracker.service().map(ServiceBody::of));
  }

  private static Body of(Identity identity) {
    return switch (identity) {
      case Identity.Known(var device) -> of(device);
      case Identity.Unknown() -> Body.of(LOOKUP, NOT_FOUND);
      case Identity.Unavailable(var device) ->
          Body.of(LOOKUP, UNAVAILABLE).with("id", device.map(DeviceId::value));
    };
  }

  private static Body of(Device device) {
    return Body.of(LOOKUP, FOUND)
        .with("id", device.id().value())
        .with("name", device.name())
        .with("model", device.model())
        .with("online", device.online())
        .with("attributes", device.attributes());
  }

  private static Body of(Owner owner) {
    var body = Body.of("id", owner.id().value());
    return switch (owner.who()) {
      case Who.Known(var login) -> body.with(LOOKUP, FOUND).with("login", login.value());
      case Who.Gone() -> body.with(LOOKUP, NOT_FOUND);
      case Who.Unavailable() -> body.with(LOOKUP, UNAVAILABLE);
    };
  }

  private static Body of(FirmwareOverview firmware) {
    return Body.empty()
        .with("version", firmware.lastCheck().map(last -> last.check().version()))
        .with("lastCheck", firmware.lastCheck().map(DecisionRoutes::body))
        .with("offers", firmware.offers().stream().map(OverviewBody::of).toList())
        .with("standings", firmware.standings().stream().map(OverviewBody::of).toList());
  }

  private static Body of(Offer offer) {
    return Body.of("release", offer.release().value())
        .with("version", offer.version())
        .with("times", offer.times())
        .with("lastAt", offer.last())
        .with("seenAt", offer.seen());
  }

  private static Body of(Decided decided) {
    return Body.of("release", decided.release().value())
        .with("version", decided.version())
        .with("standing", decided.standing().word());
  }
}
