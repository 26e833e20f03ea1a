package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.faulttolerance.CircuitBreaker;
import io.helidon.faulttolerance.CircuitBreakerOpenException;
import io.helidon.metrics.api.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import peyk.adapters.traccar.TraccarConfig;
import peyk.adapters.traccar.monitoring.TraccarHealth;
import peyk.adapters.traccar.monitoring.TraccarMetrics;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.tracker.ClockDifference;

/**
 * The one place that speaks HTTP with Traccar. Whatever keeps Traccar from answering, for one call
 * or for long, comes out as a {@link GatewayUnavailableException}; what Traccar refuses comes back
 * as a status, and means what the caller says. No cookie is kept, and no redirection followed.
 *
 * <p>The JDK's client rather than Helidon's: see RATIONALE.md.
 */
public final class TraccarClient implements AutoCloseable {
  private static final int LARGEST_ANSWER = 16 * 1024 * 1024;
  private static final String NOTHING = "";

  private final TraccarConfig config;
  private final InstantSource clock;
  private final TraccarHealth health;
  private final TraccarMetrics metrics;
  private final HttpClient http;
  private final Transport transport;
  private final Semaphore places;
  private final CircuitBreaker breaker =
      CircuitBreaker.builder()
          .name("traccar")
          .volume(20)
          .errorRatio(60)
          .delay(Duration.ofSeconds(2))
          .addApplyOn(Transport.Failure.class)
          .build();

  /**
   * @param clock the time that Traccar's events and tokens are compared with
   */
  public TraccarClient(TraccarConfig config, MeterRegistry registry, InstantSource clock) {
    this.config = config;
    this.clock = clock;
    health = new TraccarHealth(clock);
    metrics = new TraccarMetrics(registry);
    metrics.watch(breaker);
    http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(config.connectTimeout())
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    transport = new Transport(http, config);
    places = new Semaphore(config.concurrentCalls());
  }

  public TraccarHealth health() {
    return health;
  }

  public TraccarConfig config() {
    return config;
  }

  public TraccarMetrics metrics() {
    return metrics;
  }

  public InstantSource clock() {
    return clock;
  }

  /** The client that opens the socket too. */
  public HttpClient http() {
    return http;
  }

  /** Ends all connections; calls under way fail. */
  @Override
  public void close() {
    http.shutdownNow();
  }

  /** Makes a call; the answer is a success or a refusal. */
  public ApiResponse send(ApiRequest call) {
    return measured(
        call,
        deadline -> {
          var response =
              exchange(
                  call,
                  BodyHandlers.limiting(BodyHandlers.ofString(), LARGEST_ANSWER),
                  NOTHING,
                  deadline);
          return new ApiResponse(response.statusCode(), response.body(), Cookies.session(response));
        });
  }

  /** Makes a call that Traccar has no reason to refuse; the answer is a success. */
  public ApiResponse ask(ApiRequest call) {
    var answer = send(call);
    if (!answer.isSuccess()) {
      throw refused(call, answer.status());
    }
    return answer;
  }

  /**
   * Reads a list as it comes, since a Traccar that knows no pages sends all it has.
   *
   * @param row takes a row and tells whether it wants another
   */
  public void list(ApiRequest call, Predicate<JsonNode> row) {
    measured(
        call,
        deadline -> {
          var response =
              exchange(call, BodyHandlers.ofInputStream(), InputStream.nullInputStream(), deadline);
          if (response.statusCode() >= 300) {
            throw refused(call, response.statusCode());
          }
          readRows(call, response.body(), row, deadline);
          return new ApiResponse(response.statusCode(), NOTHING, Cookies.session(response));
        });
  }

  public static GatewayUnavailableException refused(ApiRequest call, int status) {
    return new GatewayUnavailableException(
        "Traccar refused to " + call.operation() + " (status " + status + ")");
  }

  @FunctionalInterface
  private interface Attempt {
    ApiResponse make(Deadline deadline);
  }

  private ApiResponse measured(ApiRequest call, Attempt attempt) {
    var start = System.nanoTime();
    var outcome = "unavailable";
    try {
      var answer = inTurn(call, attempt);
      outcome = answer.isSuccess() ? "success" : "refused";
      return answer;
    } finally {
      metrics.called(call.operation(), outcome, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  /**
   * A Traccar that answers slowly is not made slower by ever more calls. Whoever waits for half of
   * its time is not let in: it would only seem as if Traccar did not answer in time.
   */
  private ApiResponse inTurn(ApiRequest call, Attempt attempt) {
    var deadline = Deadline.in(call.within().orElse(config.requestTimeout()));
    try {
      if (!places.tryAcquire(deadline.nanosLeft() / 2, TimeUnit.NANOSECONDS)) {
        throw new GatewayUnavailableException("too many calls to Traccar are waiting");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new GatewayUnavailableException("interrupted while waiting for Traccar", e);
    }
    try {
      return attempt.make(deadline);
    } finally {
      places.release();
    }
  }

  private <T> HttpResponse<T> exchange(
      ApiRequest call, BodyHandler<T> successBody, T refusedBody, Deadline deadline) {
    BodyHandler<T> handler =
        info ->
            info.statusCode() < 300
                ? successBody.apply(info)
                : BodySubscribers.replacing(refusedBody);
    try {
      return exchangeOrRepeat(call, handler, deadline);
    } catch (Transport.Failure e) {
      health.didNotAnswer(e.what());
      throw new GatewayUnavailableException(
          e.what() + ", to " + call.operation(), e.getCause() == null ? e : e.getCause());
    } catch (CircuitBreakerOpenException e) {
      throw new GatewayUnavailableException("Traccar failed too often to be asked just now", e);
    }
  }

  private <T> HttpResponse<T> exchangeOrRepeat(
      ApiRequest call, BodyHandler<T> handler, Deadline deadline) {
    try {
      return exchangeOnce(call, handler, deadline);
    } catch (Transport.Failure e) {
      var repeat =
          e.isConnectionLost() && call.isSafeToRepeat() && deadline.leaves(config.connectTimeout());
      if (!repeat) {
        throw e;
      }
      return exchangeOnce(call, handler, deadline);
    }
  }

  private <T> HttpResponse<T> exchangeOnce(
      ApiRequest call, BodyHandler<T> handler, Deadline deadline) {
    var asked = clock.instant();
    var response = breaker.invoke(() -> transport.exchange(call, handler, deadline));
    ServerDate.of(response.headers())
        .map(told -> ClockDifference.told(told, asked, clock.instant()))
        .ifPresent(health::clockTold);
    var status = response.statusCode();
    if (status >= 500 || status >= 300 && status < 400) {
      var what = "Traccar answered with status " + status;
      health.failed(what);
      throw new GatewayUnavailableException(what + " to " + call.operation());
    }
    health.answered();
    if (call.isOwn()) {
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

  private void readRows(
      ApiRequest call, InputStream body, Predicate<JsonNode> row, Deadline deadline) {
    var watchdog =
        CompletableFuture.runAsync(
            () -> closeQuietly(body),
            CompletableFuture.delayedExecutor(deadline.nanosLeft(), TimeUnit.NANOSECONDS));
    try (var parser = LosslessJson.MAPPER.createParser(body)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw ApiResponse.unreadable();
      }
      while (parser.nextToken() == JsonToken.START_OBJECT) {
        if (!row.test(LosslessJson.MAPPER.<JsonNode>readTree(parser))) {
          return;
        }
      }
      if (parser.currentToken() != JsonToken.END_ARRAY) {
        throw ApiResponse.unreadable();
      }
    } catch (JsonProcessingException e) {
      throw ApiResponse.unreadable();
    } catch (IOException e) {
      throw new GatewayUnavailableException(
          "Traccar did not finish its answer, to " + call.operation(), e);
    } finally {
      watchdog.cancel(false);
    }
  }

  private static void closeQuietly(InputStream body) {
    try {
      body.close();
    } catch (IOException e) {
      // whoever reads it finds out
    }
  }
}
