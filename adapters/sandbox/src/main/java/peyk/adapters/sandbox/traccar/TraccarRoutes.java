package peyk.adapters.sandbox.traccar;

import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.websocket.WsRouting;
import java.util.regex.Pattern;

/** The HTTP paths of the simulated Traccar. */
final class TraccarRoutes {
  static final String SOCKET = "/api/socket";
  private static final Pattern KNOWN_PATHS =
      Pattern.compile(
          "/api/((users|devices|groups|notifications|session)(/\\d+)?|permissions(/bulk)?"
              + "|server|health|positions|events/\\d+|reports/events|commands/send)");

  private final TraccarState state;
  private final TrackerConnections connections;
  private final SocketHub sockets;
  private final SocketHandshake handshake;
  private final RestApi api;

  TraccarRoutes(
      TraccarState state,
      TrackerConnections connections,
      SocketHub sockets,
      RequestInterceptor interceptor) {
    this.state = state;
    this.connections = connections;
    this.sockets = sockets;
    handshake = new SocketHandshake(state, interceptor);
    api = new RestApi(state, interceptor);
  }

  void configure(WebServerConfig.Builder server) {
    server.routing(this::route);
    server.addRouting(
        WsRouting.builder().endpoint(SOCKET, () -> new SocketSession(state, sockets, handshake)));
  }

  private void route(HttpRouting.Builder routing) {
    routing
        .addFilter(handshake::filter)
        .get(SOCKET, handshake::refuse)
        .register("/api", new ServerResource(state, api))
        .register("/api/session", new SessionResource(state, api))
        .register("/api/users", new UsersResource(state, api))
        .register("/api/devices", new DevicesResource(state, api))
        .register("/api/groups", new GroupsResource(state, api))
        .register("/api/permissions", new PermissionsResource(state, api))
        .register("/api/notifications", new NotificationsResource(state, api))
        .register("/api/commands", new CommandsResource(state, connections, api))
        .register("/api", new EventsResource(state, api))
        .any(
            "/api/*",
            api.open(request -> {
              throw KNOWN_PATHS.matcher(request.path()).matches()
                  ? TraccarFailure.methodNotAllowed()
                  : TraccarFailure.unknownPath();
            }))
        .any((request, response) ->
            TraccarFailure.page(404, "Not Found", request.path().absolute().path())
                .reply()
                .send(response));
  }
}
