package peyk.adapters.http.server;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.slf4j.MDC;

/**
 * Gives each request an id, which all log lines of the request show. A client may bring one: as
 * {@code X-Request-Id}, or as the trace id of a {@code traceparent} (W3C Trace Context).
 */
public final class RequestIds implements Filter {
  /** The name of the id in log lines. */
  static final String LOGGED = "requestId";

  private static final HeaderName REQUEST_ID = HeaderNames.create("X-Request-Id");
  private static final HeaderName TRACE_PARENT = HeaderNames.create("traceparent");

  /** With a letter at least: digits alone may be a phone number or a code, which are not logged. */
  private static final Pattern SAFE = Pattern.compile("(?=.*[A-Za-z])[A-Za-z0-9._-]{8,64}");

  private static final Pattern TRACE =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}.*");

  private final Predicate<String> isAnswered;
  private final Supplier<UUID> random;

  private RequestIds(Predicate<String> isAnswered, Supplier<UUID> random) {
    this.isAnswered = isAnswered;
    this.random = random;
  }

  /** Answers with the id everywhere. */
  public static RequestIds everywhere() {
    return new RequestIds(path -> true, UUID::randomUUID);
  }

  /** Answers with the id below a path. Trackers elsewhere parse headers by hand. */
  public static RequestIds below(String start) {
    return new RequestIds(path -> path.startsWith(start), UUID::randomUUID);
  }

  /** The id of the request that this thread answers. */
  public static Optional<String> current() {
    return Optional.ofNullable(MDC.get(LOGGED));
  }

  @Override
  public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
    var id = brought(request.headers()).orElseGet(() -> random.get().toString());
    if (isAnswered.test(request.path().path())) {
      // not now, because an error drops the headers that were set before
      response.beforeSend(() -> response.headers().set(REQUEST_ID, id));
    }
    MDC.put(LOGGED, id);
    try {
      chain.proceed();
    } finally {
      MDC.remove(LOGGED);
    }
  }

  private static Optional<String> brought(Headers headers) {
    return headers
        .first(REQUEST_ID)
        .filter(id -> SAFE.matcher(id).matches())
        .or(() -> headers.first(TRACE_PARENT).flatMap(RequestIds::trace));
  }

  private static Optional<String> trace(String parent) {
    var parts = TRACE.matcher(parent);
    return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
  }
}
