package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.stream.Stream;
import peyk.adapters.sandbox.HttpReply;
import peyk.adapters.sandbox.traccar.RestApi.Content;

/** {@code /api/users}. */
final class UsersResource implements HttpService {
  private final TraccarState state;
  private final RestApi api;

  UsersResource(TraccarState state, RestApi api) {
    this.state = state;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", api.secured(this::list))
        .get("/{id}", api.secured(this::get))
        .post("/", api.open(Content.JSON, this::add))
        .put("/{id}", api.secured(Content.JSON, this::replace))
        .delete("/{id}", api.secured(this::remove));
  }

  private HttpReply list(ApiRequest request) {
    var caller = request.caller();
    var deviceId = request.number("deviceId");
    Stream<User> found;
    if (deviceId != 0) {
      state.access().checkDevice(caller, deviceId);
      var owners = state.links().table(LinkKind.USER_DEVICE).ownersOf(deviceId);
      found = state.users().table().withIds(owners);
    } else {
      found = ListQuery.search(state.users().table(), request, state.options());
    }
    if (!caller.isAdministrator()) {
      found = found.filter(user -> user.id == caller.id());
    }
    return HttpReply.json(
        ListQuery.page(found, request)
            .map(user -> ListQuery.withoutAttributes(request) ? bare(user) : user)
            .toList());
  }

  private static User bare(User user) {
    var bare = user.copy();
    bare.attributes.clear();
    return bare;
  }

  private HttpReply get(ApiRequest request) {
    state.access().checkUser(request.caller(), request.id());
    return state
        .users()
        .find(request.id())
        .map(HttpReply::json)
        .orElseThrow(() -> TraccarFailure.page(404, "Not Found", request.path()));
  }

  private HttpReply add(ApiRequest request) {
    var user = request.body(User.class);
    if (state.users().table().size() == 0 && request.callerIfAny().isEmpty()) {
      user.administrator = true;
      user.deviceLimit = -1;
    } else if (!request.callerIfAny().map(Caller::isAdministrator).orElse(false)) {
      throw TraccarFailure.denied("Registration disabled");
    }
    return HttpReply.json(state.users().add(user));
  }

  private HttpReply replace(ApiRequest request) {
    var user = request.body(User.class);
    state.access().checkWriting(request.caller());
    state.access().checkUser(request.caller(), user.id);
    state.access().checkUserUpdate(request.caller(), user);
    state.users().replace(user);
    return HttpReply.json(user);
  }

  private HttpReply remove(ApiRequest request) {
    state.access().checkWriting(request.caller());
    state.access().checkUser(request.caller(), request.id());
    state.deleteUser(request.id());
    return HttpReply.noContent();
  }
}
