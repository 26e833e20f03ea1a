package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import peyk.adapters.sandbox.Reply;
import peyk.adapters.sandbox.traccar.Api.Content;

/** {@code /api/commands}. */
final class CommandsResource implements HttpService {
  private static final String CUSTOM = "custom";
  private static final List<String> TYPES = List.of("engineStop", CUSTOM, "engineResume");

  private final TraccarState state;
  private final TrackerLines lines;
  private final Api api;

  CommandsResource(TraccarState state, TrackerLines lines, Api api) {
    this.state = state;
    this.lines = lines;
    this.api = api;
  }

  @Override
  public void routing(HttpRules rules) {
    rules
        .post("/send", api.secured(Content.JSON, this::send))
        .get("/types", api.secured(_ -> types()));
  }

  private Reply send(Call call) {
    var command = call.body(Command.class);
    var caller = call.caller();
    state.access().checkWriting(caller);
    state.access().checkCommanding(caller);
    state.access().checkDevice(caller, command.deviceId);
    var device =
        state
            .devices()
            .find(command.deviceId)
            .orElseThrow(
                () -> TraccarFailure.nullPointer("org.traccar.model.Device.getPositionId()"));
    if (lines.isConnected(device.id)) {
      checkSupported(command);
      lines.send(device, command.data());
      return Reply.json(command);
    }
    if (command.noQueue()) {
      throw TraccarFailure.badRequest("java.lang.RuntimeException: Failed to send command");
    }
    return Reply.json(202, lines.queue(command));
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

  private static Reply types() {
    return Reply.json(TYPES.stream().map(type -> Map.of("type", type)).toList());
  }
}
