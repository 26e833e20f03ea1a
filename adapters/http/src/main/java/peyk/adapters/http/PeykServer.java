package peyk.adapters.http;

import io.helidon.common.uri.UriPath;
import io.helidon.metrics.api.Metrics;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.adapters.http.admin.AdminApi;
import peyk.adapters.http.admin.AdminService;
import peyk.adapters.http.console.ConsoleService;
import peyk.adapters.http.mobile.MobileEndpoint;
import peyk.adapters.http.mobile.MobileRoutes;
import peyk.adapters.http.mobile.MobileService;
import peyk.adapters.http.server.ConnectionClose;
import peyk.adapters.http.server.HealthFact;
import peyk.adapters.http.server.HealthRoutes;
import peyk.adapters.http.server.HttpMetrics;
import peyk.adapters.http.server.OutcomeCounters;
import peyk.adapters.http.server.RequestIds;
import peyk.adapters.http.tracker.TrackerRoutes;
import peyk.adapters.http.tracker.TrackerUseCases;

/** The HTTP server: one listener for clients, one for operators, and each also over TLS. */
public final class PeykServer implements AutoCloseable {
  private static final String ADMIN = "admin";
  private static final String HTTPS = "https";
  private static final String ADMIN_HTTPS = "admin-https";

  private static final Set<String> OBSERVED =
      Set.of(
          "/observe/health", "/observe/health/ready", "/observe/health/live", "/observe/metrics");

  private final WebServer server;

  private PeykServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts the listeners.
   *
   * @param health asked anew for each health request
   * @throws UncheckedIOException from a BindException if a port is taken or an address is not ours
   */
  public static PeykServer start(
      HttpConfig config,
      List<MobileRoutes> mobile,
      TrackerUseCases trackers,
      AdminApi admin,
      ConsoleService console,
      Supplier<List<HealthFact>> health) {
    var setup = new ListenerSetup(config.limits(), Metrics.globalRegistry());
    Consumer<ListenerConfig.BuilderBase<?, ?>> forClients =
        listener -> {
          listener.host(config.host()).routing(publicRouting(config, mobile, trackers));
          setup.forClients(listener, config.corsOrigins());
        };
    Consumer<ListenerConfig.BuilderBase<?, ?>> forOperators =
        listener -> {
          listener.host(config.adminHost()).routing(adminRouting(config, admin, console, health));
          setup.forOperators(listener, config.admin().longestPart());
        };
    var sockets = new TreeMap<String, ListenerConfig>();
    sockets.put(ADMIN, listener(ADMIN, config.adminPort(), forOperators));
    config
        .https()
        .ifPresent(https -> {
          var tls = https.certificate().context();
          https
              .port()
              .map(port -> listener(HTTPS, port, forClients.andThen(by -> setup.overTls(by, tls))))
              .ifPresent(listener -> sockets.put(HTTPS, listener));
          https
              .adminPort()
              .map(port ->
                  listener(ADMIN_HTTPS, port, forOperators.andThen(by -> setup.overTls(by, tls))))
              .ifPresent(listener -> sockets.put(ADMIN_HTTPS, listener));
        });
    var server =
        WebServer.builder()
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .addFeature(metrics(sockets.keySet()))
            .port(config.port())
            .update(forClients::accept)
            .sockets(sockets)
            .build();
    return new PeykServer(started(server, config));
  }

  private static ListenerConfig listener(
      String name, int port, Consumer<ListenerConfig.BuilderBase<?, ?>> setup) {
    var listener = ListenerConfig.builder().name(name).port(port);
    setup.accept(listener);
    return listener.build();
  }

  /** Helidon logs that it cannot listen, and does not throw an exception. */
  private static WebServer started(WebServer server, HttpConfig config) {
    if (!server.start().isRunning()) {
      throw new UncheckedIOException(
          "cannot listen on %s:%s or %s:%s%s"
              .formatted(
                  config.host(),
                  config.port(),
                  config.adminHost(),
                  config.adminPort(),
                  config.https().isPresent() ? ", or on a port of HTTPS" : ""),
          new BindException());
    }
    return server;
  }

  /** The port of the mobile API and of trackers. */
  public int port() {
    return server.port();
  }

  /** The port of health, metrics and the admin API. */
  public int adminPort() {
    return server.port(ADMIN);
  }

  /** The port of {@link #port()} over TLS; -1 if there is none. */
  int httpsPort() {
    return server.port(HTTPS);
  }

  /** The port of {@link #adminPort()} over TLS; -1 if there is none. */
  int adminHttpsPort() {
    return server.port(ADMIN_HTTPS);
  }

  /** Takes no more connections, and lets the requests in hand finish. */
  @Override
  public void close() {
    server.stop();
  }

  private static HttpRouting.Builder publicRouting(
      HttpConfig config, List<MobileRoutes> mobile, TrackerUseCases trackers) {
    var limits = config.limits();
    var outcomes = new OutcomeCounters(Metrics.globalRegistry());
    var endpoints = mobile.stream().map(MobileRoutes::endpoints).flatMap(List::stream).toList();
    var service =
        new MobileService(
            endpoints,
            config.apiSecrets(),
            config.corsOrigins(),
            config.trustedProxies(),
            limits.mobileBodyBytes(),
            outcomes);
    var trackerRoutes =
        new TrackerRoutes(trackers, config.trustedProxies(), limits.trackerBodyBytes(), outcomes);
    var paths =
        Stream.concat(endpoints.stream().map(MobileEndpoint::path), TrackerRoutes.PATHS.stream())
            .collect(Collectors.toSet());
    return HttpRouting.builder()
        .addFeature(new ConnectionClose())
        .addFilter(RequestIds.below("/api/"))
        .addFilter(requestMetrics(path -> known(path, paths)))
        .register(trackerRoutes)
        .register(service)
        .error(Throwable.class, ListenerSetup.errors(config.corsOrigins())::fail);
  }

  private static HttpRouting.Builder adminRouting(
      HttpConfig config, AdminApi api, ConsoleService console, Supplier<List<HealthFact>> health) {
    var admin = new AdminService(api, config.admin(), config.limits().bodyBytes());
    return HttpRouting.builder()
        .addFeature(new ConnectionClose())
        .addFilter(RequestIds.everywhere())
        .addFilter(
            requestMetrics(path ->
                known(path, OBSERVED)
                    .or(() -> admin.template(path))
                    .or(() -> console.template(path))))
        .register(new HealthRoutes(health))
        .register(admin)
        .register(console)
        .error(Throwable.class, AdminService.errors()::fail);
  }

  private static HttpMetrics requestMetrics(Function<UriPath, Optional<String>> routes) {
    return new HttpMetrics(Metrics.globalRegistry(), routes);
  }

  private static Optional<String> known(UriPath path, Set<String> paths) {
    return Optional.of(path.path()).filter(paths::contains);
  }

  private static ObserveFeature metrics(Set<String> sockets) {
    return ObserveFeature.builder()
        .observersDiscoverServices(false)
        .addObserver(MetricsObserver.builder().meterRegistry(Metrics.globalRegistry()).build())
        .sockets(sockets.stream().filter(name -> !name.equals(HTTPS)).toList())
        .build();
  }
}
