package peyk.adapters.http.mobile;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The web origins whose pages may call the mobile API (the CORS protocol of the Fetch standard).
 * Credentials are never allowed: no cookie is used.
 *
 * @param origins such as {@code https://app.example.com}, or {@code *} for all; none = closed
 */
public record CorsOrigins(List<String> origins) {
  private static final String ANY = "*";
  private static final HeaderName ALLOW_ORIGIN = HeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN;
  private static final Pattern HEADER_NAMES = Pattern.compile("[A-Za-z0-9-]+( *, *[A-Za-z0-9-]+)*");

  public CorsOrigins {
    origins = List.copyOf(origins);
  }

  /** Tells the browser whether the page that asked may read the answer. */
  public void permit(Headers request, WritableHeaders<?> answer) {
    if (origins.contains(ANY)) {
      answer.set(ALLOW_ORIGIN, ANY);
    } else {
      answer.set(HeaderNames.VARY, "Origin");
      request
          .first(HeaderNames.ORIGIN)
          .filter(origins::contains)
          .ifPresent(origin -> answer.set(ALLOW_ORIGIN, origin));
    }
    if (answer.contains(ALLOW_ORIGIN)) {
      answer.set(HeaderNames.ACCESS_CONTROL_EXPOSE_HEADERS, "Retry-After");
    }
  }

  /** The same for a browser that asks before it sends the actual request. */
  public void permitPreflight(Headers request, WritableHeaders<?> answer, String methods) {
    permit(request, answer);
    if (answer.contains(ALLOW_ORIGIN)) {
      answer.set(HeaderNames.ACCESS_CONTROL_ALLOW_METHODS, methods);
      answer.set(HeaderNames.ACCESS_CONTROL_MAX_AGE, "3600");
      request
          .first(HeaderNames.ACCESS_CONTROL_REQUEST_HEADERS)
          .filter(names -> HEADER_NAMES.matcher(names).matches())
          .ifPresent(names -> answer.set(HeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, names));
    }
  }
}
