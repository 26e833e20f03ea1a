package peyk.adapters.http.server;

import io.helidon.http.DirectHandler;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replies to requests that Helidon refuses, or in which an exception was thrown.
 *
 * @param replies the reply for a status
 * @param more adds headers to the reply that depend on the request
 */
public record ErrorReplies(
    Function<Status, Reply> replies, BiConsumer<Headers, WritableHeaders<?>> more) {
  private static final Logger log = LoggerFactory.getLogger(ErrorReplies.class);

  /** For requests that are refused before a route is looked for. */
  public DirectHandlers early() {
    var handlers = DirectHandlers.builder();
    for (var event : DirectHandler.EventType.values()) {
      handlers.addHandler(
          event,
          (request, type, status, headers, message) -> {
            var reply = replies.apply(status);
            more.accept(request.headers(), headers);
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

  /** Helidon refuses some requests by an {@link HttpException}; any other exception is a bug. */
  public void fail(ServerRequest request, ServerResponse response, Throwable thrown) {
    var reply = reply(thrown);
    more.accept(request.headers(), response.headers());
    reply.send(request, response);
  }

  private Reply reply(Throwable thrown) {
    if (thrown instanceof HttpException refusal) {
      var reply = replies.apply(refusal.status());
      return refusal.keepAlive() ? reply : reply.with(HeaderValues.CONNECTION_CLOSE);
    }
    log.error("request failed", thrown);
    return replies.apply(Status.INTERNAL_SERVER_ERROR_500);
  }
}
