package peyk.adapters.ghasedak;

import static io.helidon.http.HeaderValues.ACCEPT_JSON;
import static io.helidon.http.HeaderValues.CONTENT_TYPE_JSON;

import io.helidon.common.buffers.DataReader.InsufficientDataAvailableException;
import io.helidon.common.tls.Tls;
import io.helidon.faulttolerance.CircuitBreaker;
import io.helidon.faulttolerance.CircuitBreakerOpenException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webclient.http1.Http1Client;
import io.helidon.webclient.http1.Http1ClientResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import peyk.domain.GatewayUnavailableException;

/**
 * Calls Ghasedak, with a timeout and a limit of concurrent calls. A circuit breaker opens when most
 * calls got no answer: one for texts, and one for questions, because Ghasedak may take texts while
 * it answers no question.
 */
final class GhasedakClient implements AutoCloseable {
  static final int MAX_CONCURRENT_CALLS = 200;
  static final Duration BREAKER_DELAY = Duration.ofSeconds(5);

  /** Statuses by which a key is refused, also by a proxy. */
  static final Set<Integer> KEY_REFUSED = Set.of(401, 403);

  /** The answers that we read have about one kilobyte. */
  private static final int MAX_ANSWER_BYTES = 64 * 1024;

  private final GhasedakConfig config;
  private final Http1Client http;
  private final Semaphore permits = new Semaphore(MAX_CONCURRENT_CALLS);
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("ghasedak-", 0).factory());
  private final CircuitBreaker sending;
  private final CircuitBreaker asking;

  /**
   * @param breakerDelay how long the circuit breaker stays open
   */
  GhasedakClient(GhasedakConfig config, Duration breakerDelay) {
    this.config = config;
    this.sending = breaker(breakerDelay);
    this.asking = breaker(breakerDelay);
    var client =
        Http1Client.builder()
            .connectTimeout(config.connectTimeout())
            .connectionListener(new HandshakeTimeout(config.connectTimeout()))
            .readTimeout(config.callTimeout())
            .followRedirects(false)
            .shareConnectionCache(false)
            // one that was kept may be dead without a sign, and a text on it would be in doubt
            .keepAlive(false)
            .addHeader(HeaderNames.create("ApiKey"), config.key().value())
            .addHeader(ACCEPT_JSON)
            .addService(new UnsentCallDetector());
    config.tls().ifPresent(tls -> client.tls(Tls.builder().sslContext(tls).build()));
    this.http = client.build();
  }

  private static CircuitBreaker breaker(Duration delay) {
    return CircuitBreaker.builder()
        .volume(10)
        .errorRatio(60)
        .delay(delay)
        .addApplyOn(CallFailedException.class)
        .build();
  }

  /**
   * @throws CallFailedException if there is no answer
   */
  GhasedakAnswer post(String call, byte[] json) {
    return limited(
        sending, () -> read(http.post().uri(uri(call)).header(CONTENT_TYPE_JSON).submit(json)));
  }

  /**
   * Asks what changes nothing.
   *
   * @throws GatewayUnavailableException if there is no answer, or none that says anything
   */
  GhasedakAnswer get(String call) {
    GhasedakAnswer answer;
    try {
      answer = limited(asking, () -> read(http.get().uri(uri(call)).request()));
    } catch (CallFailedException e) {
      throw new GatewayUnavailableException("Ghasedak cannot be asked: " + e.getMessage(), e);
    }
    var isReadable = answer.isFromGhasedak() || KEY_REFUSED.contains(answer.status());
    if (!isReadable || answer.isServerError()) {
      throw unavailable(answer);
    }
    return answer;
  }

  static GatewayUnavailableException unavailable(GhasedakAnswer answer) {
    return new GatewayUnavailableException("Ghasedak answered " + answer.code());
  }

  private URI uri(String call) {
    return URI.create(config.address() + "/" + call);
  }

  private static GhasedakAnswer read(Http1ClientResponse response) {
    try (response) {
      var body = response.entity().hasEntity() ? body(response) : new byte[0];
      return GhasedakAnswer.of(response.status().code(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Helidon fails at the end of a body that ends with the connection (RFC 9112, section 6.3). */
  private static byte[] body(Http1ClientResponse response) throws IOException {
    var told = response.headers().contentLength().orElse(MAX_ANSWER_BYTES);
    var body = new byte[(int) Math.min(told, MAX_ANSWER_BYTES)];
    int length = 0;
    try {
      var input = response.inputStream();
      int more = input.read(body);
      while (more > 0) {
        length += more;
        more = input.read(body, length, body.length - length);
      }
    } catch (InsufficientDataAvailableException e) {
      if (tellsItsEnd(response.headers())) {
        throw e;
      }
    }
    return Arrays.copyOf(body, length);
  }

  private static boolean tellsItsEnd(Headers headers) {
    return headers.contains(HeaderNames.CONTENT_LENGTH)
        || headers.contains(HeaderNames.TRANSFER_ENCODING);
  }

  private GhasedakAnswer limited(CircuitBreaker breaker, Supplier<GhasedakAnswer> call) {
    if (!permits.tryAcquire()) {
      throw new CallFailedException("too many calls", false, null);
    }
    try {
      return breaker.invoke(() -> timed(call));
    } catch (CircuitBreakerOpenException e) {
      throw new CallFailedException("circuit breaker open", false, e);
    } finally {
      permits.release();
    }
  }

  /** A server that sends a byte now and then outlasts the client's own timeout. */
  private GhasedakAnswer timed(Supplier<GhasedakAnswer> call) {
    var running = threads.submit(call::get);
    try {
      return running.get(config.callTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new CallFailedException("timeout", true, e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CallFailedException failure
          ? failure
          : new CallFailedException("connection lost", true, e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailedException("interrupted", true, e);
    } finally {
      running.cancel(true);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
    http.closeResource();
  }
}
