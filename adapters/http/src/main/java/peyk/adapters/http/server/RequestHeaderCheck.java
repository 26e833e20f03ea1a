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
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sees each request's headers before Helidon acts on them. Helidon knows {@code Connection: close}
 * and {@code Transfer-Encoding: chunked} in one spelling only, and guesses where a body ends when
 * headers contradict each other; a proxy in front of us might guess otherwise, and let pass as a
 * body what we would take for a request (RFC 9112, section 11.2).
 */
public final class RequestHeaderCheck implements Http1ConnectionListener {
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  @Override
  public void headers(ConnectionContext context, Headers headers) {
    if (headers instanceof WritableHeaders<?> request) {
      spellClose(request);
      checkEnd(request);
    }
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
          .message("It is in doubt where the body ends")
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
