package peyk.adapters.http.server;

import io.helidon.common.Weighted;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpFeature;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;

/**
 * Closes the connection after a response with {@code Connection: close}. Helidon 4 sends that
 * header when a client asks for it, but keeps the connection open.
 */
public final class ConnectionClose implements HttpFeature, Weighted {
  /** The body was malformed or too long, so it cannot be read to its end. */
  private static final Set<Status> UNREADABLE =
      Set.of(Status.BAD_REQUEST_400, Status.REQUEST_ENTITY_TOO_LARGE_413);

  /** Makes this the outermost filter: others may swallow the exception. */
  @Override
  public double weight() {
    return 10 * Weighted.DEFAULT_WEIGHT;
  }

  @Override
  public void setup(HttpRouting.Builder routing) {
    routing.addFilter(ConnectionClose::closeAfterAnswer);
  }

  private static void closeAfterAnswer(
      FilterChain chain, RoutingRequest request, RoutingResponse response) {
    chain.proceed();
    if (response.headers().contains(HeaderValues.CONNECTION_CLOSE)) {
      if (!UNREADABLE.contains(response.status())) {
        discardRest(request);
        throw new ReadToEndException();
      }
      throw new CloseConnectionException("the answer said so");
    }
  }

  /** To close a connection with bytes unread may destroy the response on its way to the client. */
  private static void discardRest(RoutingRequest request) {
    try {
      request.content().consume();
    } catch (RuntimeException e) {
      throw new CloseConnectionException("the answer said so, the request was cut short", e);
    }
  }

  /** Nothing of the request is left, so the connection is closed at once. */
  static final class ReadToEndException extends CloseConnectionException {
    private static final long serialVersionUID = 1L;

    ReadToEndException() {
      super("the answer said so, and the request was read to its end");
    }
  }
}
