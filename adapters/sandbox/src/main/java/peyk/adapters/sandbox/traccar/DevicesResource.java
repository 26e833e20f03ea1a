package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import peyk.adapters.sandbox.HttpReply;
import peyk.adapters.sandbox.traccar.RestApi.Content;

/** {@code /api/devices}. */
final class DevicesResource implements HttpService {
  private final TraccarState state;
  private final RestApi api;

  DevicesResource(TraccarState state, RestApi api) {
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

  private HttpReply list(ApiRequest request) {
    var imeis = request.texts("uniqueId");
    var ids = request.numbers("id");
    var found =
        imeis.isEmpty() && ids.isEmpty()
            ? ListQuery.page(search(request), request)
            : Stream.concat(
                    imeis.stream().flatMap(imei -> state.devices().withImei(imei).stream()),
                    ids.stream().flatMap(id -> state.devices().find(id).stream()))
                .filter(device -> state.access().isLinked(request.caller().id(), device.id));
    return HttpReply.json(
        found.map(device -> ListQuery.withoutAttributes(request) ? bare(device) : device).toList());
  }

  private Stream<Device> search(ApiRequest request) {
    var caller = request.caller();
    var table = state.devices().table();
    if (request.flag("all") && caller.isAdministrator()) {
      return ListQuery.search(table, request, state.options());
    }
    var userId = request.number("userId");
    if (request.flag("all") || userId == 0) {
      var linked = state.access().devicesOf(caller.id());
      return ListQuery.filter(table.withIds(linked), request, state.options());
    }
    state.access().checkUser(caller, userId);
    var linked = state.links().table(LinkKind.USER_DEVICE).itemsOf(userId);
    return ListQuery.filter(table.withIds(linked), request, state.options());
  }

  private static Device bare(Device device) {
    var bare = device.withStatus(device.status);
    bare.attributes = new LinkedHashMap<>();
    return bare;
  }

  private HttpReply get(ApiRequest request) {
    state.access().checkDevice(request.caller(), request.id());
    return state
        .devices()
        .find(request.id())
        .map(HttpReply::json)
        .orElseThrow(() -> TraccarFailure.page(404, "Not Found", request.path()));
  }

  private HttpReply add(ApiRequest request) {
    var caller = request.caller();
    var device = request.body(Device.class);
    state.access().checkWritingDevices(caller);
    state.access().checkDeviceLimit(caller);
    var added = state.devices().add(device);
    if (!caller.isServiceAccount()) {
      state.links().table(LinkKind.USER_DEVICE).add(caller.id(), added.id);
    }
    return HttpReply.json(added);
  }

  /** The id in the body counts; what is answered is what was sent, whatever is stored. */
  private HttpReply replace(ApiRequest request) {
    var device = request.body(Device.class);
    state.access().checkWritingDevices(request.caller());
    state.access().checkDevice(request.caller(), device.id);
    if (state.devices().find(device.id).isPresent()) {
      state.devices().replace(device);
    } else {
      ColumnLimits.check(device.attributes);
    }
    return HttpReply.json(device);
  }

  private HttpReply remove(ApiRequest request) {
    state.access().checkWritingDevices(request.caller());
    state.access().checkDevice(request.caller(), request.id());
    state.deleteDevice(request.id());
    return HttpReply.noContent();
  }
}
