package peyk.adapters.ghasedak;

import static io.helidon.http.HeaderValues.ACCEPT_JSON;
import static io.helidon.http.HeaderValues.CONTENT_TYPE_JSON;

import io.helidon.faulttolerance.CircuitBreaker;
import io.helidon.faulttolerance.CircuitBreakerOpenException;
import io.helidon.http.HeaderNames;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import peyk.adapters.ghasedak.CallFailedException.NoAnswer;
import peyk.adapters.ghasedak.CallFailedException.NotSent;

/**
 * Calls Ghasedak: not longer than the time-out, not more than so many times at once, and not at all
 * for a while after most calls brought no answer. Every call throws {@link CallFailedException}.
 */
final class GhasedakClient implements AutoCloseable {
  static final int MOST_CALLS = 200;
  static final Duration PAUSE = Duration.ofSeconds(5);

  /** The answers that concern us have about one kilobyte. */
  private static final int LONGEST_ANSWER = 64 * 1024;

  private final GhasedakConfig config;
  private final Http1Client http;
  private final Semaphore places = new Semaphore(MOST_CALLS);
  private final ExecutorService callers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ghasedak-", 0).factory());
  private final CircuitBreaker breaker;

  /**
   * @param pause how long nothing is called after most calls brought no answer
   */
  GhasedakClient(GhasedakConfig config, Duration pause) {
    this.config = config;
    this.breaker =
        CircuitBreaker.builder()
            .volume(10)
            .errorRatio(60)
            .delay(pause)
            .addApplyOn(CallFailedException.class)
            .build();
    this.http =
        Http1Client.builder()
            .connectTimeout(config.connectTimeout())
            .connectionListener(new HandshakeTimeout(config.connectTimeout()))
            .readTimeout(config.callTimeout())
            .followRedirects(false)
            .shareConnectionCache(false)
            .connectionCacheSize(MOST_CALLS)
            .addHeader(HeaderNames.create("ApiKey"), config.key().value())
            .addHeader(ACCEPT_JSON)
            .addService(new SentOrNot())
            .build();
  }

  Answer post(String call, byte[] json) {
    return guarded(() -> read(http.post().uri(uri(call)).header(CONTENT_TYPE_JSON).submit(json)));
  }

  Answer get(String call) {
    return guarded(() -> read(http.get().uri(uri(call)).request()));
  }

  @Override
  public void close() {
    callers.shutdownNow();
    http.closeResource();
  }

  private URI uri(String call) {
    return URI.create(config.address() + "/" + call);
  }

  private static Answer read(Http1ClientResponse response) {
    try (response) {
      if (!response.entity().hasEntity()) {
        return Answer.of(response.status().code(), new byte[0]);
      }
      return Answer.of(response.status().code(), response.inputStream().readNBytes(LONGEST_ANSWER));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Answer guarded(Supplier<Answer> call) {
    if (!places.tryAcquire()) {
      throw new NotSent("too many calls", null);
    }
    try {
      return breaker.invoke(() -> inTime(call));
    } catch (CircuitBreakerOpenException e) {
      throw new NotSent("circuit breaker open", e);
    } finally {
      places.release();
    }
  }

  /** A server that sends a byte now and then would outlast the client's own time-out. */
  private Answer inTime(Supplier<Answer> call) {
    var running = callers.submit(call::get);
    try {
      return running.get(config.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new NoAnswer("time-out", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof NotSent notSent
          ? notSent
          : new NoAnswer("broken off", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NoAnswer("interrupted", e);
    } finally {
      running.cancel(true);
    }
  }
}
