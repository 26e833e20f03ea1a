package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import peyk.adapters.sandbox.Reply;
import peyk.adapters.sandbox.traccar.Api.Content;

/** {@code /api/devices}. */
final class DevicesResource implements HttpService {
  private final TraccarState state;
  private final Api api;

  DevicesResource(TraccarState state, Api api) {
    this.state = state;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", api.secured(this::list))
        .get("/{id}", api.secured(this::get))
        .post("/", api.secured(Content.JSON, this::add))
        .put("/{id}", api.secured(Content.JSON, this::replace))
        .delete("/{id}", api.secured(this::remove));
  }

  private Reply list(Call call) {
    var imeis = call.texts("uniqueId");
    var ids = call.numbers("id");
    var found =
        imeis.isEmpty() && ids.isEmpty()
            ? Listing.page(search(call), call)
            : Stream.concat(
                    imeis.stream().flatMap(imei -> state.devices().withImei(imei).stream()),
                    ids.stream().flatMap(id -> state.devices().find(id).stream()))
                .filter(device -> state.access().isLinked(call.caller().id(), device.id));
    return Reply.json(
        found.map(device -> Listing.withoutAttributes(call) ? bare(device) : device).toList());
  }

  private Stream<Device> search(Call call) {
    var caller = call.caller();
    var directory = state.devices().directory();
    if (call.flag("all") && caller.isAdministrator()) {
      return Listing.search(directory, call, state.options());
    }
    var userId = call.number("userId");
    if (call.flag("all") || userId == 0) {
      var linked = state.access().devicesOf(caller.id());
      return Listing.filter(directory.withIds(linked), call, state.options());
    }
    state.access().checkUser(caller, userId);
    var linked = state.links().table(LinkKind.USER_DEVICE).itemsOf(userId);
    return Listing.filter(directory.withIds(linked), call, state.options());
  }

  private static Device bare(Device device) {
    var bare = device.withStatus(device.status);
    bare.attributes = new LinkedHashMap<>();
    return bare;
  }

  private Reply get(Call call) {
    state.access().checkDevice(call.caller(), call.id());
    return state
        .devices()
        .find(call.id())
        .map(Reply::json)
        .orElseThrow(() -> TraccarFailure.page(404, "Not Found", call.path()));
  }

  private Reply add(Call call) {
    var caller = call.caller();
    var device = call.body(Device.class);
    state.access().checkWritingDevices(caller);
    state.access().checkDeviceLimit(caller);
    var added = state.devices().add(device);
    if (!caller.isServiceAccount()) {
      state.links().table(LinkKind.USER_DEVICE).add(caller.id(), added.id);
    }
    return Reply.json(added);
  }

  /** The id in the body counts; what is answered is what was sent, whatever is stored. */
  private Reply replace(Call call) {
    var device = call.body(Device.class);
    state.access().checkWritingDevices(call.caller());
    state.access().checkDevice(call.caller(), device.id);
    if (state.devices().find(device.id).isPresent()) {
      state.devices().replace(device);
    } else {
      Stored.check(device.attributes);
    }
    return Reply.json(device);
  }

  private Reply remove(Call call) {
    state.access().checkWritingDevices(call.caller());
    state.access().checkDevice(call.caller(), call.id());
    state.deleteDevice(call.id());
    return Reply.noContent();
  }
}
