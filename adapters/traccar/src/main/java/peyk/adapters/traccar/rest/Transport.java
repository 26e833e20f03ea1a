package peyk.adapters.traccar.rest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import peyk.adapters.traccar.TraccarConfig;
import peyk.adapters.traccar.rest.ApiRequest.Credentials;

/** Sends requests by HTTP and waits for their responses. */
final class Transport {
  private final HttpClient http;
  private final TraccarConfig config;

  Transport(HttpClient http, TraccarConfig config) {
    this.http = http;
    this.config = config;
  }

  /** Traccar was not reached, did not answer in time or is out of order. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean connectionLost;

    private Failure(String reason, boolean connectionLost, @Nullable IOException cause) {
      super(reason, cause);
      this.reason = reason;
      this.connectionLost = connectionLost;
    }

    String reason() {
      return reason;
    }

    /** Traccar may not have received the request. */
    boolean isConnectionLost() {
      return connectionLost;
    }
  }

  <T> HttpResponse<T> exchange(ApiRequest request, BodyHandler<T> handler, Deadline deadline) {
    var response = send(toHttp(request), handler, deadline);
    var status = response.statusCode();
    if (status == 502 || status == 503 || status == 504) {
      throw new Failure("Traccar is out of order (status " + status + ")", false, null);
    }
    return response;
  }

  /** The client's own timeout covers the headers of a response only; the body counts here too. */
  private <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler, Deadline deadline) {
    var response = http.sendAsync(request, handler);
    try {
      return response.get(deadline.nanosLeft(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | CancellationException e) {
      response.cancel(true);
      throw tooSlow(null);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      response.cancel(true);
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while waiting for Traccar", false, null);
    }
  }

  private static Failure failure(@Nullable Throwable cause) {
    return switch (cause) {
      case HttpTimeoutException e -> tooSlow(e);
      case ConnectException e -> new Failure("Traccar cannot be reached", true, e);
      case IOException e -> new Failure("the connection to Traccar broke", true, e);
      case null, default -> throw new IllegalStateException("a call to Traccar failed", cause);
    };
  }

  private static Failure tooSlow(@Nullable IOException cause) {
    return new Failure("Traccar did not answer in time", false, cause);
  }

  private HttpRequest toHttp(ApiRequest request) {
    var content = request.body().map(ApiRequest.Body::content);
    var http =
        HttpRequest.newBuilder(config.api(request.path()))
            .header("Accept", "application/json")
            .method(
                request.method(),
                content.map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody));
    request.body().ifPresent(body -> http.header("Content-Type", body.contentType()));
    switch (request.credentials()) {
      case Credentials.OwnToken() ->
          http.header("Authorization", "Bearer " + config.token().value());
      case Credentials.Session(var cookie) ->
          http.header("Cookie", ResponseHeaders.SESSION + cookie);
      case Credentials.Anonymous() -> {}
    }
    return http.build();
  }
}
