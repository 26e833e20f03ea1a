package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import peyk.adapters.sandbox.Reply;
import peyk.adapters.sandbox.traccar.Api.Content;

/** {@code /api/groups}. */
final class GroupsResource implements HttpService {
  private final TraccarState state;
  private final Api api;

  GroupsResource(TraccarState state, Api api) {
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
    var caller = call.caller();
    var linked = state.links().table(LinkKind.USER_GROUP);
    return Reply.json(
        state.groups().all().stream()
            .filter(group ->
                call.flag("all") && caller.isAdministrator() || linked.has(caller.id(), group.id))
            .toList());
  }

  private Reply get(Call call) {
    state.access().checkGroup(call.caller(), call.id());
    return state
        .groups()
        .find(call.id())
        .map(Reply::json)
        .orElseThrow(() -> TraccarFailure.page(404, "Not Found", call.path()));
  }

  private Reply add(Call call) {
    var caller = call.caller();
    state.access().checkWriting(caller);
    var group = state.groups().add(call.body(Group.class));
    if (!caller.isServiceAccount()) {
      state.links().table(LinkKind.USER_GROUP).add(caller.id(), group.id);
    }
    return Reply.json(group);
  }

  private Reply replace(Call call) {
    var group = call.body(Group.class);
    state.access().checkWriting(call.caller());
    state.access().checkGroup(call.caller(), group.id);
    state.groups().replace(group);
    return Reply.json(group);
  }

  private Reply remove(Call call) {
    state.access().checkWriting(call.caller());
    state.access().checkGroup(call.caller(), call.id());
    state.deleteGroup(call.id());
    return Reply.noContent();
  }
}
