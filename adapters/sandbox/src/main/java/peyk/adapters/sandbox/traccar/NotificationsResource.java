package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import peyk.adapters.sandbox.HttpReply;
import peyk.adapters.sandbox.traccar.RestApi.Content;

/** {@code /api/notifications}. */
final class NotificationsResource implements HttpService {
  private static final List<String> TYPES =
      List.of(
          "commandResult",
          "deviceOnline",
          "deviceUnknown",
          "deviceOffline",
          "deviceInactive",
          "queuedCommandSent",
          "deviceMoving",
          "deviceStopped",
          "deviceOverspeed",
          "alarm",
          "ignitionOn",
          "ignitionOff",
          "maintenance");

  private final TraccarState state;
  private final RestApi api;

  NotificationsResource(TraccarState state, RestApi api) {
    this.state = state;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", api.secured(this::list))
        .get("/types", api.secured(_ -> types(TYPES)))
        .get("/notificators", api.secured(_ -> types(state.options().notificators())))
        .get("/{id}", api.secured(this::get))
        .post("/", api.secured(Content.JSON, this::add))
        .put("/{id}", api.secured(Content.JSON, this::replace))
        .delete("/{id}", api.secured(this::remove));
  }

  /**
   * Lists the caller's notifications. An administrator may ask for those of another user, or for
   * all.
   */
  private HttpReply list(ApiRequest request) {
    var caller = request.caller();
    if (request.flag("all") && caller.isAdministrator()) {
      return HttpReply.json(List.copyOf(state.notifications().all()));
    }
    var userId = request.number("userId") == 0 ? caller.id() : request.number("userId");
    state.access().checkUser(caller, userId);
    return HttpReply.json(ofUser(userId).toList());
  }

  private Stream<Notification> ofUser(long userId) {
    return state.links().table(LinkKind.USER_NOTIFICATION).itemsOf(userId).stream()
        .sorted()
        .flatMap(id -> state.notifications().find(id).stream());
  }

  private HttpReply get(ApiRequest request) {
    state.access().checkNotification(request.caller(), request.id());
    return state
        .notifications()
        .find(request.id())
        .map(HttpReply::json)
        .orElseThrow(() -> TraccarFailure.page(404, "Not Found", request.path()));
  }

  private HttpReply add(ApiRequest request) {
    var caller = request.caller();
    state.access().checkWriting(caller);
    var notification = state.notifications().add(request.body(Notification.class));
    if (!caller.isServiceAccount()) {
      state.links().table(LinkKind.USER_NOTIFICATION).add(caller.id(), notification.id);
    }
    return HttpReply.json(notification);
  }

  private HttpReply replace(ApiRequest request) {
    var notification = request.body(Notification.class);
    state.access().checkWriting(request.caller());
    state.access().checkNotification(request.caller(), notification.id);
    state.notifications().replace(notification);
    return HttpReply.json(notification);
  }

  private HttpReply remove(ApiRequest request) {
    state.access().checkWriting(request.caller());
    state.access().checkNotification(request.caller(), request.id());
    state.deleteNotification(request.id());
    return HttpReply.noContent();
  }

  private static HttpReply types(List<String> types) {
    return HttpReply.json(types.stream().map(type -> Map.of("type", type)).toList());
  }
}
