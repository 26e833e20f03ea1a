package peyk.adapters.sandbox.traccar;

import io.helidon.common.uri.UriQuery;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.adapters.sandbox.HttpReply;

/**
 * Decides who may open a web socket. A refusal is not a 401: without credentials it is an empty
 * 200, with a bad token an HTML page with status 500.
 */
final class SocketHandshake {
  private static final String TOKEN = "token";

  private final TraccarState state;
  private final RequestInterceptor interceptor;

  SocketHandshake(TraccarState state, RequestInterceptor interceptor) {
    this.state = state;
    this.interceptor = interceptor;
  }

  /** The user who may open the socket; empty if nobody may. */
  OptionalLong admit(UriQuery query, Headers headers) {
    try {
      var userId = state.lock().call(() -> visitor(query, headers));
      userId.ifPresent(_ -> interceptor.received("GET", TraccarRoutes.SOCKET));
      return userId.map(OptionalLong::of).orElse(OptionalLong.empty());
    } catch (TraccarFailure e) {
      return OptionalLong.empty();
    }
  }

  /** Refuses an upgrade before Helidon does, which would answer 400. */
  void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var upgrade =
        request.path().path().equals(TraccarRoutes.SOCKET)
            && request.headers().contains(HeaderNames.UPGRADE);
    if (upgrade && !admits(request.query(), request.headers())) {
      refuse(request, response);
    } else {
      chain.proceed();
    }
  }

  private boolean admits(UriQuery query, Headers headers) {
    try {
      return state.lock().call(() -> visitor(query, headers)).isPresent();
    } catch (TraccarFailure e) {
      return false;
    }
  }

  /** Answers a request that may not open a socket. */
  void refuse(ServerRequest request, ServerResponse response) {
    interceptor.received("GET", TraccarRoutes.SOCKET);
    HttpReply reply;
    try {
      state.lock().run(() -> visitor(request.query(), request.headers()));
      reply = HttpReply.empty();
    } catch (TraccarFailure e) {
      reply = TraccarFailure.page(500, "Server Error", TraccarRoutes.SOCKET).reply();
    }
    reply.send(response);
  }

  private Optional<Long> visitor(UriQuery query, Headers headers) {
    var authentication = state.authentication();
    if (query.contains(TOKEN)) {
      return Optional.of(authentication.ofQueryToken(query.get(TOKEN)).caller().id());
    }
    return isForeign(headers) ? Optional.empty() : authentication.ofCookie(headers).map(Caller::id);
  }

  private static boolean isForeign(Headers headers) {
    var host = headers.first(HeaderNames.HOST).orElse("");
    return headers
        .first(HeaderNames.ORIGIN)
        .filter(origin -> !origin.replaceFirst("^https?://", "").equals(host))
        .isPresent();
  }
}
