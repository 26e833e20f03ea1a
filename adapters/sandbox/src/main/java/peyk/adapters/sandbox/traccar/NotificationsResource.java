package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import peyk.adapters.sandbox.Reply;
import peyk.adapters.sandbox.traccar.Api.Content;

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
  private static final List<String> NOTIFICATORS = List.of("web", "mail", "command");

  private final TraccarState state;
  private final Api api;

  NotificationsResource(TraccarState state, Api api) {
    this.state = state;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", api.secured(this::list))
        .get("/types", api.secured(_ -> types(TYPES)))
        .get("/notificators", api.secured(_ -> types(NOTIFICATORS)))
        .get("/{id}", api.secured(this::get))
        .post("/", api.secured(Content.JSON, this::add))
        .put("/{id}", api.secured(Content.JSON, this::replace))
        .delete("/{id}", api.secured(this::remove));
  }

  /** The caller's own; those of somebody else, or all, for an administrator who asks so. */
  private Reply list(Call call) {
    var caller = call.caller();
    if (call.flag("all") && caller.isAdministrator()) {
      return Reply.json(List.copyOf(state.notifications().all()));
    }
    var userId = call.number("userId") == 0 ? caller.id() : call.number("userId");
    state.access().checkUser(caller, userId);
    return Reply.json(ofUser(userId).toList());
  }

  private Stream<Notification> ofUser(long userId) {
    return state.links().table(LinkKind.USER_NOTIFICATION).itemsOf(userId).stream()
        .sorted()
        .flatMap(id -> state.notifications().find(id).stream());
  }

  private Reply get(Call call) {
    state.access().checkNotification(call.caller(), call.id());
    return state
        .notifications()
        .find(call.id())
        .map(Reply::json)
        .orElseThrow(() -> TraccarFailure.page(404, "Not Found", call.path()));
  }

  private Reply add(Call call) {
    var caller = call.caller();
    state.access().checkWriting(caller);
    var notification = state.notifications().add(call.body(Notification.class));
    if (!caller.isServiceAccount()) {
      state.links().table(LinkKind.USER_NOTIFICATION).add(caller.id(), notification.id);
    }
    return Reply.json(notification);
  }

  private Reply replace(Call call) {
    var notification = call.body(Notification.class);
    state.access().checkWriting(call.caller());
    state.access().checkNotification(call.caller(), notification.id);
    state.notifications().replace(notification);
    return Reply.json(notification);
  }

  private Reply remove(Call call) {
    state.access().checkWriting(call.caller());
    state.access().checkNotification(call.caller(), call.id());
    state.deleteNotification(call.id());
    return Reply.noContent();
  }

  private static Reply types(List<String> types) {
    return Reply.json(types.stream().map(type -> Map.of("type", type)).toList());
  }
}
