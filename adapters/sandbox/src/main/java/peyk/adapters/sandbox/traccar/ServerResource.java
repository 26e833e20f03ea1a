package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import peyk.adapters.sandbox.HttpReply;

/** {@code /api/server} and {@code /api/health}, which need no credentials. */
final class ServerResource implements HttpService {
  private final TraccarState state;
  private final RestApi api;

  ServerResource(TraccarState state, RestApi api) {
    this.state = state;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .get("/server", api.open(_ -> HttpReply.json(server())))
        .get("/health", api.openText(_ -> HttpReply.text("OK")));
  }

  private ObjectNode server() {
    var server = JsonNodeFactory.instance.objectNode();
    server.put("id", 1);
    server.putObject("attributes");
    server.put("registration", false);
    server.put("readonly", false);
    server.put("deviceReadonly", false);
    server.putNull("map");
    server.put("latitude", 0.0);
    server.put("longitude", 0.0);
    server.put("zoom", 0);
    server.put("forceSettings", false);
    server.put("limitCommands", false);
    server.put("disableReports", false);
    server.put("fixedEmail", false);
    server.put("newServer", state.users().table().size() == 0);
    server.put("openIdEnabled", false);
    server.put("openIdForce", false);
    server.put("version", state.options().version());
    return server;
  }
}
