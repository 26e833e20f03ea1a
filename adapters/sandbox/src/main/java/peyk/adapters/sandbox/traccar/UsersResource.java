package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.stream.Stream;
import peyk.adapters.sandbox.Reply;
import peyk.adapters.sandbox.traccar.Api.Content;

/** {@code /api/users}. */
final class UsersResource implements HttpService {
  private final TraccarState state;
  private final Api api;

  UsersResource(TraccarState state, Api api) {
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

  private Reply list(Call call) {
    var caller = call.caller();
    var deviceId = call.number("deviceId");
    Stream<User> found;
    if (deviceId != 0) {
      state.access().checkDevice(caller, deviceId);
      var owners = state.links().table(LinkKind.USER_DEVICE).ownersOf(deviceId);
      found = state.users().directory().withIds(owners);
    } else {
      found = Listing.search(state.users().directory(), call, state.options());
    }
    if (!caller.isAdministrator()) {
      found = found.filter(user -> user.id == caller.id());
    }
    return Reply.json(
        Listing.page(found, call)
            .map(user -> Listing.withoutAttributes(call) ? bare(user) : user)
            .toList());
  }

  private static User bare(User user) {
    var bare = user.copy();
    bare.attributes.clear();
    return bare;
  }

  private Reply get(Call call) {
    state.access().checkUser(call.caller(), call.id());
    return state
        .users()
        .find(call.id())
        .map(Reply::json)
        .orElseThrow(() -> TraccarFailure.page(404, "Not Found", call.path()));
  }

  private Reply add(Call call) {
    var user = call.body(User.class);
    if (state.users().directory().size() == 0 && call.callerIfAny().isEmpty()) {
      user.administrator = true;
      user.deviceLimit = -1;
    } else if (!call.callerIfAny().map(Caller::isAdministrator).orElse(false)) {
      throw TraccarFailure.denied("Registration disabled");
    }
    return Reply.json(state.users().add(user));
  }

  private Reply replace(Call call) {
    var user = call.body(User.class);
    state.access().checkWriting(call.caller());
    state.access().checkUser(call.caller(), user.id);
    state.access().checkUserUpdate(call.caller(), user);
    state.users().replace(user);
    return Reply.json(user);
  }

  private Reply remove(Call call) {
    state.access().checkWriting(call.caller());
    state.access().checkUser(call.caller(), call.id());
    state.deleteUser(call.id());
    return Reply.noContent();
  }
}
