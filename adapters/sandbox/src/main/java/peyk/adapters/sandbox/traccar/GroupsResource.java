package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import peyk.adapters.sandbox.HttpReply;
import peyk.adapters.sandbox.traccar.RestApi.Content;

/** {@code /api/groups}. */
final class GroupsResource implements HttpService {
  private final TraccarState state;
  private final RestApi api;

  GroupsResource(TraccarState state, RestApi api) {
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
    var caller = request.caller();
    var linked = state.links().table(LinkKind.USER_GROUP);
    return HttpReply.json(
        state.groups().all().stream()
            .filter(group ->
                request.flag("all") && caller.isAdministrator()
                    || linked.has(caller.id(), group.id))
            .toList());
  }

  private HttpReply get(ApiRequest request) {
    state.access().checkGroup(request.caller(), request.id());
    return state
        .groups()
        .find(request.id())
        .map(HttpReply::json)
        .orElseThrow(() -> TraccarFailure.page(404, "Not Found", request.path()));
  }

  private HttpReply add(ApiRequest request) {
    var caller = request.caller();
    state.access().checkWriting(caller);
    var group = state.groups().add(request.body(Group.class));
    if (!caller.isServiceAccount()) {
      state.links().table(LinkKind.USER_GROUP).add(caller.id(), group.id);
    }
    return HttpReply.json(group);
  }

  private HttpReply replace(ApiRequest request) {
    var group = request.body(Group.class);
    state.access().checkWriting(request.caller());
    state.access().checkGroup(request.caller(), group.id);
    state.groups().replace(group);
    return HttpReply.json(group);
  }

  private HttpReply remove(ApiRequest request) {
    state.access().checkWriting(request.caller());
    state.access().checkGroup(request.caller(), request.id());
    state.deleteGroup(request.id());
    return HttpReply.noContent();
  }
}
