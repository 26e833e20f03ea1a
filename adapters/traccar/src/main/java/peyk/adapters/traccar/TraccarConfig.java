package peyk.adapters.traccar;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import peyk.domain.account.SessionToken;

/**
 * Where Traccar is, and the limits of talking to it.
 *
 * @param baseUrl of the web interface, e.g. {@code https://traccar.example.org}; a slash or {@code
 *     /api} at its end is ignored
 * @param token of this service's own user, an administrator
 * @param connectTimeout for a connection
 * @param requestTimeout for a whole call; a sign-in makes up to six and has 45 s
 * @param concurrentCalls the most calls under way at once; others wait
 * @param pingInterval between pings of the socket; after two intervals of silence it is dead
 * @param reconnectMin the longest pause before the socket is opened again for the first time
 * @param reconnectMax the longest pause before any attempt; pauses double until then
 * @param tls whose certificates are trusted; empty = those of the JDK's list
 */
public record TraccarConfig(
    URI baseUrl,
    SessionToken token,
    Duration connectTimeout,
    Duration requestTimeout,
    int concurrentCalls,
    Duration pingInterval,
    Duration reconnectMin,
    Duration reconnectMax,
    Optional<SSLContext> tls) {
  private static final Duration LONGEST_REQUEST = Duration.ofSeconds(6);

  public TraccarConfig {
    baseUrl = normalised(baseUrl);
    require(
        isHeaderText(token.value()), "traccar.token must be set, without blanks or odd letters");
    require(connectTimeout.isPositive(), "traccar.connect-timeout must be positive");
    require(
        requestTimeout.isPositive() && requestTimeout.compareTo(LONGEST_REQUEST) <= 0,
        "traccar.request-timeout must be 6 s at most");
    require(concurrentCalls > 0, "traccar.concurrent-calls must be positive");
    require(pingInterval.isPositive(), "traccar.ping-interval must be positive");
    require(
        reconnectMin.isPositive() && reconnectMin.compareTo(reconnectMax) <= 0,
        "traccar.reconnect-min must be positive and at most traccar.reconnect-max");
  }

  /** The rest as it suits most servers. */
  public static TraccarConfig of(
      URI baseUrl, SessionToken token, Duration connectTimeout, Duration requestTimeout) {
    return new TraccarConfig(
        baseUrl,
        token,
        connectTimeout,
        requestTimeout,
        64,
        Duration.ofSeconds(20),
        Duration.ofMillis(500),
        Duration.ofSeconds(30),
        Optional.empty());
  }

  /** Trusts other certificates. */
  public TraccarConfig withTls(SSLContext other) {
    return new TraccarConfig(
        baseUrl,
        token,
        connectTimeout,
        requestTimeout,
        concurrentCalls,
        pingInterval,
        reconnectMin,
        reconnectMax,
        Optional.of(other));
  }

  /** The URL of a path below {@code /api} that begins with a slash. */
  public URI api(String path) {
    return URI.create(baseUrl + "/api" + path);
  }

  /** The socket takes the token in the query only. */
  public URI socket() {
    var scheme = baseUrl.getScheme().equals("https") ? "wss" : "ws";
    var rest = baseUrl.toString().substring(baseUrl.getScheme().length());
    return URI.create(
        scheme
            + rest
            + "/api/socket?token="
            + URLEncoder.encode(token.value(), StandardCharsets.UTF_8));
  }

  private static URI normalised(URI url) {
    try {
      var path = url.getPath() == null ? "" : url.getPath();
      path = path.replaceAll("/+$", "").replaceAll("/api$", "").replaceAll("/+$", "");
      var scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      require(
          scheme.matches("https?") && url.getHost() != null && url.getUserInfo() == null,
          "traccar.url must be http(s)://host, with a port or path where needed");
      return new URI(scheme, null, url.getHost(), url.getPort(), path, null, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("traccar.url cannot be read", e);
    }
  }

  private static boolean isHeaderText(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < '\u007F');
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
