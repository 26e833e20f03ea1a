package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
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
    if (!imeis.isEmpty() || !ids.isEmpty()) {
      return reply(linked(request, imeis, ids), request);
    }
    var caller = request.caller();
    if (request.flag("all") && caller.isAdministrator()) {
      var found = ListQuery.search(state.devices().table(), request, state.options());
      return reply(ListQuery.page(found, request), request);
    }
    var devices = devicesOfUser(request);
    var found =
        ListQuery.filter(state.devices().table().withIds(devices), request, state.options());
    return reply(ListQuery.page(found, request), request)
        .delayedBy(state.options().listingDelay(devices.size()));
  }

  private Stream<Device> linked(ApiRequest request, List<String> imeis, List<Long> ids) {
    return Stream.concat(
            imeis.stream().flatMap(imei -> state.devices().withImei(imei).stream()),
            ids.stream().flatMap(id -> state.devices().find(id).stream()))
        .filter(device -> state.access().isLinked(request.caller().id(), device.id));
  }

  /** The devices of the caller, or those linked directly to the user that the query names. */
  private Set<Long> devicesOfUser(ApiRequest request) {
    var caller = request.caller();
    var userId = request.number("userId");
    if (request.flag("all") || userId == 0) {
      return state.access().devicesOf(caller.id());
    }
    state.access().checkUser(caller, userId);
    return state.links().table(LinkKind.USER_DEVICE).itemsOf(userId);
  }

  private static HttpReply reply(Stream<Device> found, ApiRequest request) {
    return HttpReply.json(
        found.map(device -> ListQuery.withoutAttributes(request) ? bare(device) : device).toList());
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

  /** Replaces the device with the id in the body. The response echoes the request. */
  private HttpReply replace(ApiRequest request) {
    var device = request.body(Device.class);
    state.access().checkWritingDevices(request.caller());
    state.access().checkDevice(request.caller(), device.id);
    switch (state.options().refusal(device.uniqueId)) {
      case 400 -> throw TraccarFailure.missingReference("FK_DEVICES_GROUPID", device.groupId);
      case 500 -> throw TraccarFailure.serverError();
      default -> {}
    }
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
