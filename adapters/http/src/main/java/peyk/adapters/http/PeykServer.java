package peyk.adapters.http;

import io.helidon.common.buffers.DataReader;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.uri.UriPath;
import io.helidon.http.DirectHandler;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Metrics;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.helidon.webserver.observe.ObserveFeature;
import io.helidon.webserver.observe.metrics.MetricsObserver;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import peyk.adapters.http.admin.AdminApi;
import peyk.adapters.http.admin.AdminService;
import peyk.adapters.http.mobile.ApiSecrets;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.adapters.http.mobile.MobileEndpoint;
import peyk.adapters.http.mobile.MobileService;
import peyk.adapters.http.mobile.MobileUseCases;
import peyk.adapters.http.mobile.OtpRoutes;
import peyk.adapters.http.mobile.RegistrationRoutes;
import peyk.adapters.http.server.ConnectionClose;
import peyk.adapters.http.server.ErrorEnvelopes;
import peyk.adapters.http.server.HealthFact;
import peyk.adapters.http.server.HealthRoutes;
import peyk.adapters.http.server.HttpMetrics;
import peyk.adapters.http.server.JsonResponse;
import peyk.adapters.http.server.OutcomeCounters;
import peyk.adapters.http.server.ReadTimeout;
import peyk.adapters.http.server.ReadTimeoutSelector;
import peyk.adapters.http.server.RequestHeaderCheck;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.tracker.TrackerDataReader;
import peyk.adapters.http.tracker.TrackerRoutes;
import peyk.adapters.http.tracker.TrackerUseCases;

/** The HTTP server: one listener for clients, one for those who run the service. */
public final class PeykServer implements AutoCloseable {
  private static final String ADMIN = "admin";

  private static final Set<String> OBSERVED =
      Set.of(
          "/observe/health", "/observe/health/ready", "/observe/health/live", "/observe/metrics");

  /** Longer bodies that nobody wants are read and dropped, so that their senders get an answer. */
  private static final long DISCARDED_BYTES = 16 * 1024 * 1024;

  private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);

  private final WebServer server;

  private PeykServer(WebServer server) {
    this.server = server;
  }

  /**
   * Starts both listeners.
   *
   * @param health asked anew for each look at the service's health
   * @throws IllegalStateException if a port is taken or an address is not ours
   */
  public static PeykServer start(
      HttpConfig config,
      MobileUseCases mobileApi,
      TrackerUseCases trackerApi,
      AdminApi adminApi,
      Supplier<List<HealthFact>> health) {
    var registry = Metrics.globalRegistry();
    var server =
        WebServer.builder()
            .shutdownHook(false)
            .featuresDiscoverServices(false)
            .addFeature(metrics(registry))
            .host(config.host())
            .port(config.port())
            .routing(publicRouting(config, mobileApi, trackerApi, registry))
            .update(listener ->
                setUp(
                    listener,
                    config.limits(),
                    config.corsOrigins(),
                    publicConnections(config.limits())))
            .putSocket(
                ADMIN,
                ListenerConfig.builder()
                    .name(ADMIN)
                    .host(config.adminHost())
                    .port(config.adminPort())
                    .routing(adminRouting(config, adminApi, health, registry))
                    .update(listener ->
                        setUp(
                            listener,
                            config.limits(),
                            CorsOrigins.none(),
                            adminConnections(config.limits())))
                    .update(listener -> setUpAdmin(listener, config))
                    .build())
            .build();
    return new PeykServer(started(server, config));
  }

  /** Helidon logs that it cannot listen, and says nothing to its caller. */
  private static WebServer started(WebServer server, HttpConfig config) {
    if (!server.start().isRunning()) {
      throw new IllegalStateException(
          String.format(
              "cannot listen on %s:%d or %s:%d",
              config.host(), config.port(), config.adminHost(), config.adminPort()));
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

  /** Takes no more connections, and lets the requests in hand finish. */
  @Override
  public void close() {
    server.stop();
  }

  private static HttpRouting.Builder publicRouting(
      HttpConfig config,
      MobileUseCases mobileApi,
      TrackerUseCases trackerApi,
      MeterRegistry registry) {
    var outcomes = new OutcomeCounters(registry);
    var endpoints = endpoints(config.apiSecrets(), mobileApi);
    var service = new MobileService(config, endpoints, outcomes);
    var paths =
        Stream.concat(endpoints.stream().map(MobileEndpoint::path), TrackerRoutes.PATHS.stream());
    return HttpRouting.builder()
        .addFeature(new ConnectionClose())
        .addFilter(new HttpMetrics(registry, paths.collect(Collectors.toSet())))
        .register(new TrackerRoutes(trackerApi, config.trustedProxies(), outcomes))
        .register(service)
        .error(Throwable.class, service::fail);
  }

  private static List<MobileEndpoint> endpoints(ApiSecrets secrets, MobileUseCases api) {
    var otp = new OtpRoutes(secrets, api.phones(), api.requestOtp(), api.signIn());
    var devices = new RegistrationRoutes(secrets, api.registerDevice(), api.checkDevice());
    return Stream.concat(otp.endpoints().stream(), devices.endpoints().stream()).toList();
  }

  private static HttpRouting.Builder adminRouting(
      HttpConfig config, AdminApi api, Supplier<List<HealthFact>> health, MeterRegistry registry) {
    var admin = new AdminService(api, config.admin(), config.limits().bodyBytes());
    return HttpRouting.builder()
        .addFeature(new ConnectionClose())
        .addFilter(new HttpMetrics(registry, path -> observed(path).or(() -> admin.template(path))))
        .register(new HealthRoutes(health))
        .register(admin)
        .error(Throwable.class, AdminService::fail);
  }

  private static Optional<String> observed(UriPath path) {
    return Optional.of(path.path()).filter(OBSERVED::contains);
  }

  private static ObserveFeature metrics(MeterRegistry registry) {
    return ObserveFeature.builder()
        .observersDiscoverServices(false)
        .addObserver(MetricsObserver.builder().meterRegistry(registry).build())
        .sockets(List.of(ADMIN))
        .build();
  }

  public static void setUp(
      ListenerConfig.BuilderBase<?, ?> listener,
      ServerLimits limits,
      CorsOrigins origins,
      ServerConnectionSelector connections) {
    listener
        .protocolsDiscoverServices(false)
        .addConnectionSelector(connections)
        .directHandlers(earlyErrors(origins))
        .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
        .maxTcpConnections(limits.connections())
        .maxPayloadSize(limits.bodyBytes() + DISCARDED_BYTES)
        .idleConnectionPeriod(lookEvery(limits))
        .shutdownGracePeriod(limits.shutdownTimeout());
  }

  /** Parts of releases are longer than any other body. */
  private static void setUpAdmin(ListenerConfig.BuilderBase<?, ?> listener, HttpConfig config) {
    var longest = Math.max(config.limits().bodyBytes(), config.admin().longestPart());
    listener.directHandlers(AdminService.earlyErrors()).maxPayloadSize(longest + DISCARDED_BYTES);
  }

  /** Looks for late clients often enough for the shorter of the timeouts. */
  private static Duration lookEvery(ServerLimits limits) {
    return Stream.of(limits.requestTimeout(), limits.idleTimeout())
        .map(timeout -> timeout.dividedBy(4))
        .reduce(LONGEST_LOOK, (one, other) -> one.compareTo(other) < 0 ? one : other);
  }

  /** Trackers speak their own HTTP here, everybody else the standard's. */
  public static ServerConnectionSelector publicConnections(ServerLimits limits) {
    var http1 = http1().maxPrologueLength(TrackerDataReader.LONGEST_LINE).build();
    return new ReadTimeoutSelector(
        selector(http1), () -> new ReadTimeout(limits), TrackerDataReader::of);
  }

  public static ServerConnectionSelector adminConnections(ServerLimits limits) {
    return new ReadTimeoutSelector(
        selector(http1().build()), () -> ReadTimeout.withLongBodies(limits), DataReader::create);
  }

  private static ServerConnectionSelector selector(Http1Config http1) {
    return Http1ConnectionSelector.builder().config(http1).build();
  }

  /** Helidon's own logs of requests and answers are off: they would show tokens and secrets. */
  private static Http1Config.Builder http1() {
    return Http1Config.builder()
        .addReceiveListener(new RequestHeaderCheck())
        .receiveLog(false)
        .sendLog(false);
  }

  /** Answers to what Helidon refuses before it looks for a route. */
  private static DirectHandlers earlyErrors(CorsOrigins origins) {
    var handlers = DirectHandlers.builder();
    for (var event : DirectHandler.EventType.values()) {
      handlers.addHandler(
          event,
          (request, type, status, headers, message) -> {
            var answer = ErrorEnvelopes.of(status);
            origins.permit(request.headers(), headers);
            answer.headers().forEach(headers::set);
            headers.set(JsonResponse.CONTENT_TYPE);
            return DirectHandler.TransportResponse.builder()
                .status(answer.status())
                .headers(headers)
                .entity(answer.json())
                .build();
          });
    }
    return handlers.build();
  }
}
