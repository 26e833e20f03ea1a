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

/**
 * Closes the connection after an answer that says {@code Connection: close}. Helidon 4 says so when
 * a client asks for it, and keeps the connection open all the same.
 */
public final class ConnectionClose implements HttpFeature, Weighted {
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
      if (!response.status().equals(Status.BAD_REQUEST_400)) {
        discardRest(request);
      }
      throw new CloseConnectionException("the answer said so");
    }
  }

  /**
   * To close a connection with bytes unread may destroy the answer on its way to the client. A body
   * that could not be read is not waited for.
   */
  private static void discardRest(RoutingRequest request) {
    try {
      request.content().consume();
    } catch (RuntimeException e) {
      throw new CloseConnectionException("the answer said so, the request was cut short", e);
    }
  }
}
