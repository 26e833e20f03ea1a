package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.faulttolerance.CircuitBreaker;
import io.helidon.faulttolerance.CircuitBreakerOpenException;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import peyk.adapters.traccar.TraccarConfig;
import peyk.adapters.traccar.monitoring.Meters;
import peyk.adapters.traccar.monitoring.TraccarHealth;
import peyk.adapters.traccar.rest.ApiRequest.Credentials;
import peyk.adapters.traccar.rest.Transport.BodyReader;
import peyk.adapters.traccar.rest.Transport.Response;
import peyk.application.monitoring.Metric;
import peyk.application.monitoring.Spans;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.RequestRefusedException;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.ClockDifference;

/**
 * The one place that speaks HTTP with Traccar. Every outage, short or long, is a {@link
 * GatewayUnavailableException}. A refusal is a status that the caller interprets. No cookie is
 * kept, and no redirection followed.
 */
public final class TraccarClient implements AutoCloseable {
  private static final int LARGEST_BODY = 16 * 1024 * 1024;
  private static final Duration LISTING_TIMEOUT = Duration.ofSeconds(60);

  private final TraccarConfig config;
  private final ClusterTime clock;
  private final Meters meters;
  private final TraccarHealth health;
  private final HttpClient http;
  private final Transport transport;
  private final Semaphore slots;
  private final CircuitBreaker breaker =
      CircuitBreaker.builder()
          .name("traccar")
          .volume(20)
          .errorRatio(60)
          .delay(Duration.ofSeconds(2))
          .addApplyOn(Transport.Failure.class)
          .build();

  /**
   * @param clock what Traccar's clock is compared with, and its events and tokens are timed by
   */
  public TraccarClient(TraccarConfig config, MeterRegistry registry, ClusterTime clock) {
    this.config = config;
    this.clock = clock;
    meters = new Meters(registry);
    meters.gauge(Metric.TRACCAR_BREAKER, this::breakerLevel);
    health = new TraccarHealth(clock);
    http = http(config);
    transport = new Transport(config);
    slots = new Semaphore(config.concurrentCalls());
  }

  private static HttpClient http(TraccarConfig config) {
    var http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor());
    config.tls().ifPresent(http::sslContext);
    return http.build();
  }

  private int breakerLevel() {
    return switch (breaker.state()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  public TraccarHealth health() {
    return health;
  }

  public TraccarConfig config() {
    return config;
  }

  public Meters meters() {
    return meters;
  }

  public ClusterTime clock() {
    return clock;
  }

  /** The socket was opened, so Traccar is asked again at once. */
  public void reached() {
    breaker.state(CircuitBreaker.State.CLOSED);
    health.connected();
  }

  /** The client that opens the socket. */
  public HttpClient http() {
    return http;
  }

  /** Ends all connections; calls under way fail. */
  @Override
  public void close() {
    transport.close();
    http.shutdownNow();
  }

  /**
   * @return a success or a refusal
   */
  public ApiResponse send(ApiRequest request) {
    return measured(
        request,
        deadline -> {
          var response = exchange(request, body -> body.text(LARGEST_BODY), "", deadline);
          return new ApiResponse(
              response.status(), response.body(), response.headers().sessionCookie());
        });
  }

  /**
   * For requests that Traccar has no reason to refuse: a refusal is an outage.
   *
   * @return a success
   */
  public ApiResponse sendOrThrow(ApiRequest request) {
    var response = send(request);
    if (!response.isSuccess()) {
      throw refused(request, response.status());
    }
    return response;
  }

  /**
   * Like {@link #sendOrThrow}, but empty if Traccar does not have what is asked for, or the path.
   */
  public Optional<ApiResponse> find(ApiRequest request) {
    var response = send(request);
    if (response.isNotFound()) {
      return Optional.empty();
    }
    if (!response.isSuccess()) {
      throw refused(request, response.status());
    }
    return Optional.of(response);
  }

  /**
   * Reads a whole list, in one request: Traccar sorts pages by name only, so pages of rows with
   * equal names overlap and leave rows out.
   */
  public void forEachRow(String operation, String path, Consumer<JsonNode> consumer) {
    readRows(
        ApiRequest.get(operation, path).withTimeout(LISTING_TIMEOUT),
        row -> {
          consumer.accept(row);
          return true;
        });
  }

  /**
   * Reads a list while it arrives, however long it is.
   *
   * @param consumer takes a row and returns whether it wants another
   */
  public void readRows(ApiRequest request, Predicate<JsonNode> consumer) {
    measured(
        request,
        deadline -> {
          var response = exchange(request, Optional::of, Optional.<ResponseBody>empty(), deadline);
          var rows = response.body().orElseThrow(() -> refused(request, response.status()));
          new RowReader(rows, deadline).read(consumer);
          return new ApiResponse(response.status(), "", Optional.empty());
        });
  }

  /**
   * Other statuses may come from a proxy, or pass like an outage. Traccar also answers 400 if its
   * database fails, so a question that is refused is an outage.
   */
  public static GatewayUnavailableException refused(ApiRequest request, int status) {
    var message = "Traccar refused to " + request.operation() + " (status " + status + ")";
    return status == 400 && !request.isSafeToRepeat()
        ? new RequestRefusedException(message)
        : new GatewayUnavailableException(message);
  }

  private ApiResponse measured(ApiRequest request, Function<Deadline, ApiResponse> call) {
    var start = System.nanoTime();
    var outcome = "unavailable";
    var span = Spans.begin(Spans.Kind.CLIENT, "traccar " + request.operation());
    try {
      var response = limited(request, call);
      outcome = response.isSuccess() ? "success" : "refused";
      return response;
    } finally {
      health.called(outcome.equals("success"));
      span.note("outcome", outcome);
      if (outcome.equals("unavailable")) {
        span.fail();
      }
      span.close();
      var operation = Tag.create("operation", request.operation());
      meters
          .timer(Metric.TRACCAR_CALLS, operation, Tag.create("outcome", outcome))
          .record(Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * Limits the calls under way, so that a slow Traccar is not made slower. A call that has waited
   * for half of its time fails: afterwards it would look like a timeout of Traccar.
   */
  private ApiResponse limited(ApiRequest request, Function<Deadline, ApiResponse> call) {
    var deadline = Deadline.in(request.timeout().orElse(config.requestTimeout()));
    try {
      if (!slots.tryAcquire(deadline.nanosLeft() / 2, TimeUnit.NANOSECONDS)) {
        throw new GatewayUnavailableException("too many calls to Traccar are waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayUnavailableException("interrupted while waiting for Traccar", e);
    }
    try {
      return call.apply(deadline);
    } finally {
      slots.release();
    }
  }

  private <T> Response<T> exchange(
      ApiRequest request, BodyReader<T> success, T refused, Deadline deadline) {
    try {
      return exchangeByBreaker(request, success, refused, deadline);
    } catch (Transport.Failure e) {
      health.didNotAnswer(e.reason());
      throw new GatewayUnavailableException(e.reason() + ", to " + request.operation(), e);
    } catch (CircuitBreakerOpenException e) {
      throw new GatewayUnavailableException("Traccar failed too often to be asked just now", e);
    }
  }

  private <T> Response<T> exchangeByBreaker(
      ApiRequest request, BodyReader<T> success, T refused, Deadline deadline) {
    var sent = clock.now();
    var response = breaker.invoke(() -> transport.exchange(request, success, refused, deadline));
    response
        .headers()
        .date()
        .map(date -> ClockDifference.measured(date, sent, clock.now()))
        .ifPresent(health::measured);
    var status = response.status();
    if (status >= 500 || status >= 300 && status < 400) {
      var reason = "Traccar answered with status " + status;
      health.erred(reason);
      throw new GatewayUnavailableException(reason + " to " + request.operation());
    }
    health.answered();
    if (request.credentials() instanceof Credentials.OwnToken) {
      checkOwnToken(status);
    }
    return response;
  }

  private void checkOwnToken(int status) {
    if (status == 401) {
      throw new GatewayUnavailableException(health.refusedToken());
    }
    if (status < 300) {
      health.tokenAccepted();
    }
  }
}
