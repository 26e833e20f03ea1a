package peyk.adapters.http.server;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import java.util.Optional;

/** The token in {@code Authorization: Bearer …} (RFC 6750); the scheme is case-insensitive. */
public final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /** May be empty text, which is no valid token. */
  public static Optional<String> of(Headers headers) {
    return headers
        .first(HeaderNames.AUTHORIZATION)
        .map(String::strip)
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip());
  }
}
