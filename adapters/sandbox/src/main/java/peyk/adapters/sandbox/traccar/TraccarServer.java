package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import java.util.regex.Pattern;
import peyk.adapters.sandbox.RequestCounter;

/** The HTTP side of the simulated Traccar: which path leads where. */
final class TraccarServer {
  static final String SOCKET = "/api/socket";
  private static final Pattern KNOWN_PATHS =
      Pattern.compile(
          "/api/((users|devices|groups|notifications|session)(/\\d+)?|permissions(/bulk)?"
              + "|server|health|positions|events/\\d+|reports/events|commands/send)");

  private final TraccarState state;
  private final TrackerLines lines;
  private final SocketHub sockets;
  private final SocketDoor door;
  private final Api api;

  TraccarServer(
      TraccarState state,
      TrackerLines lines,
      SocketHub sockets,
      Faults faults,
      RequestCounter requests) {
    this.state = state;
    this.lines = lines;
    this.sockets = sockets;
    door = new SocketDoor(state, requests);
    api = new Api(state, faults, requests);
  }

  void configure(WebServerConfig.Builder server) {
    server.routing(this::route);
    server.addRouting(
        WsRouting.builder().endpoint(SOCKET, () -> new SocketSession(state, sockets, door)));
  }

  private void route(HttpRouting.Builder routing) {
    routing
        .addFilter(door::filter)
        .get(SOCKET, door::refuse)
        .register("/api", new ServerResource(state, api))
        .register("/api/session", new SessionResource(state, api))
        .register("/api/users", new UsersResource(state, api))
        .register("/api/devices", new DevicesResource(state, api))
        .register("/api/groups", new GroupsResource(state, api))
        .register("/api/permissions", new PermissionsResource(state, api))
        .register("/api/notifications", new NotificationsResource(state, api))
        .register("/api/commands", new CommandsResource(state, lines, api))
        .register("/api", new EventsResource(state, api))
        .any(
            "/api/*",
            api.open(call -> {
              throw KNOWN_PATHS.matcher(call.path()).matches()
                  ? TraccarFailure.methodNotAllowed()
                  : TraccarFailure.unknownPath();
            }))
        .any((request, response) ->
            TraccarFailure.page(404, "Not Found", request.path().absolute().path())
                .reply()
                .send(response));
  }
}
