package peyk.adapters.http.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Replies to requests that Helidon refuses before it looks for a route. */
public final class EarlyReplies {
  private EarlyReplies() {}

  /**
   * @param replies the reply for a status that Helidon has chosen
   * @param more adds headers that depend on the request
   */
  public static DirectHandlers of(
      Function<Status, Reply> replies, BiConsumer<TransportRequest, ServerResponseHeaders> more) {
    var handlers = DirectHandlers.builder();
    for (var event : DirectHandler.EventType.values()) {
      handlers.addHandler(
          event,
          (request, type, status, headers, message) -> {
            var reply = replies.apply(status);
            more.accept(request, headers);
            reply.headers().forEach(headers::set);
            return TransportResponse.builder()
                .status(reply.status())
                .headers(headers)
                .entity(reply.bytes())
                .build();
          });
    }
    return handlers.build();
  }
}
