package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import peyk.adapters.sandbox.HttpReply;
import peyk.adapters.sandbox.traccar.RestApi.Content;

/** {@code /api/commands}. */
final class CommandsResource implements HttpService {
  private static final String CUSTOM = "custom";
  private static final List<String> TYPES = List.of("engineStop", CUSTOM, "engineResume");

  private final TraccarState state;
  private final TrackerConnections connections;
  private final RestApi api;

  CommandsResource(TraccarState state, TrackerConnections connections, RestApi api) {
    this.state = state;
    this.connections = connections;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/send", api.secured(Content.JSON, this::send))
        .get("/types", api.secured(_ -> types()));
  }

  private HttpReply send(ApiRequest request) {
    var command = request.body(Command.class);
    var caller = request.caller();
    state.access().checkWriting(caller);
    state.access().checkCommanding(caller);
    state.access().checkDevice(caller, command.deviceId);
    var device =
        state
            .devices()
            .find(command.deviceId)
            .orElseThrow(
                () -> TraccarFailure.nullPointer("org.traccar.model.Device.getPositionId()"));
    if (connections.isConnected(device.id)) {
      checkSupported(command);
      connections.send(device, command.data());
      return HttpReply.json(command);
    }
    if (command.noQueue()) {
      throw TraccarFailure.badRequest("java.lang.RuntimeException: Failed to send command");
    }
    return HttpReply.json(202, connections.queue(command));
  }

  private static void checkSupported(Command command) {
    var type = Objects.requireNonNullElse(command.type, "null");
    if (!TYPES.contains(type)) {
      throw TraccarFailure.badRequest(
          "java.lang.RuntimeException: Command "
              + type
              + " is not supported in protocol teltonika");
    }
  }

  private static HttpReply types() {
    return HttpReply.json(TYPES.stream().map(type -> Map.of("type", type)).toList());
  }
}
