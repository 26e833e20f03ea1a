package peyk.adapters.http.server;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.RequestException;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import peyk.adapters.http.server.WatchingSelector.WatchedContext;

/**
 * Checks each request's headers before Helidon acts on them. Helidon knows {@code Connection:
 * close} and {@code Transfer-Encoding: chunked} in one spelling only. It guesses where a body ends
 * if headers contradict each other. A proxy might guess otherwise, so that a request could be
 * smuggled through it as a body (RFC 9112, section 11.2).
 *
 * @param bodyBytes a longer body may be refused
 */
public record RequestHeaderCheck(long bodyBytes) implements Http1ConnectionListener {
  /** The silence after which the sender of a refused body gets no more time for the rest. */
  private static final Duration SILENCE = Duration.ofMillis(500);

  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  @Override
  public void headers(ConnectionContext context, Headers headers) {
    if (headers instanceof WritableHeaders<?> request) {
      spellClose(request);
      checkEnd(request);
      if (context instanceof WatchedContext watched) {
        watched.input().expectRestOfBody(mayBeTooLong(request) ? SILENCE : Duration.ZERO);
      }
    }
  }

  private boolean mayBeTooLong(Headers request) {
    return request.contains(HeaderNames.TRANSFER_ENCODING)
        || request.contentLength().orElse(0) > bodyBytes;
  }

  private static void spellClose(WritableHeaders<?> request) {
    if (options(request, HeaderNames.CONNECTION).stream().anyMatch("close"::equalsIgnoreCase)) {
      request.set(HeaderValues.CONNECTION_CLOSE);
    }
  }

  private static void checkEnd(WritableHeaders<?> request) {
    var encodings = options(request, HeaderNames.TRANSFER_ENCODING);
    var lengths = options(request, HeaderNames.CONTENT_LENGTH);
    if (encodings.size() + lengths.size() > 1
        || !encodings.stream().allMatch("chunked"::equalsIgnoreCase)
        || !lengths.stream().allMatch(length -> LENGTH.matcher(length).matches())) {
      throw RequestException.builder()
          .type(EventType.BAD_REQUEST)
          .message("The end of the body is ambiguous")
          .build();
    }
    if (!encodings.isEmpty()) {
      request.set(HeaderValues.TRANSFER_ENCODING_CHUNKED);
    }
  }

  private static List<String> options(Headers request, HeaderName name) {
    if (!request.contains(name)) {
      return List.of();
    }
    return request.all(name, List::of).stream()
        .flatMap(line -> Arrays.stream(line.split(",", -1)))
        .map(String::strip)
        .toList();
  }
}
