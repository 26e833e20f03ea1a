package peyk.adapters.http.tracker;

import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.metrics.api.Metrics;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import peyk.adapters.http.ListenerSetup;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.server.ConnectionClose;
import peyk.adapters.http.server.ServerLimits;

/** The public listener's connections, with handlers that tell what they saw. */
final class TrackerListener implements AutoCloseable {
  private static final byte[] BARE = RawClient.ascii("bare");

  private static final ListenerSetup SETUP =
      new ListenerSetup(ServerLimits.DEFAULT, Metrics.createMeterRegistry());

  private final WebServer server;

  private TrackerListener(Consumer<ListenerConfig.BuilderBase<?, ?>> setup) {
    server =
        WebServer.builder()
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .host("127.0.0.1")
            .port(0)
            .routing(
                HttpRouting.builder()
                    .addFeature(new ConnectionClose())
                    .get("/bare", (request, response) -> response.send(BARE))
                    .any("/unread.php", (request, response) -> response.send("unread"))
                    .any("/*", TrackerListener::tell))
            .update(setup::accept)
            .build()
            .start();
  }

  static TrackerListener start() {
    return new TrackerListener(listener -> SETUP.forClients(listener, new CorsOrigins(List.of())));
  }

  static TrackerListener startWithoutDialect() {
    return new TrackerListener(listener -> SETUP.forOperators(listener, 1));
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }

  private static void tell(ServerRequest request, ServerResponse response) {
    var seen =
        String.join(
            " ",
            request.prologue().method().text(),
            request.path().path(),
            parameters(request).toString(),
            body(request));
    var bytes = seen.getBytes(StandardCharsets.UTF_8);
    if (request.prologue().method().equals(Method.HEAD)) {
      response.headers().contentLength(bytes.length);
      response.send();
    } else {
      response
          .header(HeaderNames.create("X-Host"), request.headers().get(HeaderNames.HOST).get())
          .send(bytes);
    }
  }

  private static Map<String, String> parameters(ServerRequest request) {
    var parameters = new TreeMap<String, String>();
    request
        .query()
        .names()
        .forEach(name -> parameters.put(name, request.query().first(name).orElse("")));
    return parameters;
  }

  private static String body(ServerRequest request) {
    try (var body = request.content().inputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
