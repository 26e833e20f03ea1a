package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.core.type.TypeReference;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import peyk.adapters.sandbox.HttpReply;
import peyk.adapters.sandbox.traccar.RestApi.Content;

/** {@code /api/permissions}: links, whose kind is told by the order of their two keys. */
final class PermissionsResource implements HttpService {
  // What Jackson makes of these keeps the order of the keys.
  private static final TypeReference<Map<String, Long>> ONE = new TypeReference<>() {};
  private static final TypeReference<List<Map<String, Long>>> MANY = new TypeReference<>() {};

  private record Link(LinkKind kind, long owner, long item) {}

  private final TraccarState state;
  private final RestApi api;

  PermissionsResource(TraccarState state, RestApi api) {
    this.state = state;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/", api.secured(this::list))
        .post("/", api.secured(Content.JSON, request -> add(request, List.of(request.body(ONE)))))
        .delete(
            "/", api.secured(Content.JSON, request -> remove(request, List.of(request.body(ONE)))))
        .post("/bulk", api.secured(Content.JSON, request -> add(request, request.body(MANY))))
        .delete("/bulk", api.secured(Content.JSON, request -> remove(request, request.body(MANY))));
  }

  private HttpReply list(ApiRequest request) {
    state.access().checkAdministrator(request.caller());
    for (var kind : LinkKind.values()) {
      var owner = request.number(kind.ownerKey());
      var item = request.number(kind.itemKey());
      if (owner != 0 && item != 0) {
        return HttpReply.json(
            Collections.nCopies(
                state.links().table(kind).rows(owner, item), row(kind, owner, item)));
      }
    }
    throw TraccarFailure.badRequest("java.lang.IllegalArgumentException: Invalid permission");
  }

  /** The keys are spelt as the database spells its columns. */
  private static Map<String, Long> row(LinkKind kind, long owner, long item) {
    var row = new LinkedHashMap<String, Long>();
    row.put(kind.ownerKey().toUpperCase(Locale.ROOT), owner);
    row.put(kind.itemKey().toUpperCase(Locale.ROOT), item);
    return row;
  }

  private HttpReply add(ApiRequest request, List<Map<String, Long>> bodies) {
    var links = links(request, bodies);
    links.forEach(this::checkThatBothExist);
    links.forEach(link -> state.links().table(link.kind()).add(link.owner(), link.item()));
    return HttpReply.noContent();
  }

  private HttpReply remove(ApiRequest request, List<Map<String, Long>> bodies) {
    links(request, bodies)
        .forEach(link -> state.links().table(link.kind()).remove(link.owner(), link.item()));
    return HttpReply.noContent();
  }

  private List<Link> links(ApiRequest request, List<Map<String, Long>> bodies) {
    state.access().checkWriting(request.caller());
    if (bodies.stream().map(body -> List.copyOf(body.keySet())).distinct().count() > 1) {
      throw TraccarFailure.badRequest(
          "jakarta.ws.rs.WebApplicationException: HTTP 400 Bad Request");
    }
    var links = bodies.stream().map(PermissionsResource::link).toList();
    links.forEach(link -> checkAccess(request.caller(), link));
    return links;
  }

  private static Link link(Map<String, Long> body) {
    var rows = List.copyOf(body.entrySet());
    if (rows.size() < 2) {
      throw TraccarFailure.badRequest("java.util.NoSuchElementException");
    }
    var owner = rows.get(0);
    var item = rows.get(1);
    var kind =
        LinkKind.of(owner.getKey(), item.getKey())
            .orElseThrow(() -> TraccarFailure.unknownTable(table(owner.getKey(), item.getKey())));
    return new Link(kind, owner.getValue(), item.getValue());
  }

  private static String table(String ownerKey, String itemKey) {
    return ("tc_" + ownerKey + "_" + itemKey).replace("Id", "").toUpperCase(Locale.ROOT);
  }

  private void checkAccess(Caller caller, Link link) {
    checkAccess(caller, link.kind().ownerKey(), link.owner());
    checkAccess(caller, link.kind().itemKey(), link.item());
  }

  private void checkAccess(Caller caller, String key, long id) {
    switch (key) {
      case "userId" -> state.access().checkUser(caller, id);
      case "deviceId" -> state.access().checkDevice(caller, id);
      case "groupId" -> state.access().checkGroup(caller, id);
      default -> state.access().checkNotification(caller, id);
    }
  }

  private void checkThatBothExist(Link link) {
    checkThatExists(link.kind().ownerKey(), link.owner());
    checkThatExists(link.kind().itemKey(), link.item());
  }

  private void checkThatExists(String key, long id) {
    var exists =
        switch (key) {
          case "userId" -> state.users().find(id).isPresent();
          case "deviceId" -> state.devices().find(id).isPresent();
          case "groupId" -> state.groups().find(id).isPresent();
          default -> state.notifications().find(id).isPresent();
        };
    if (!exists) {
      throw TraccarFailure.missingReference("FOREIGN KEY(" + key + ")", id);
    }
  }
}
