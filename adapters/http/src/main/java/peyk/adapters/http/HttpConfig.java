package peyk.adapters.http;

import java.time.Duration;
import peyk.adapters.http.admin.AdminConfig;

/**
 * Where the service listens, and what it takes from whom.
 *
 * @param host address of the mobile API and of trackers, e.g. {@code 0.0.0.0}
 * @param port 0 = any free one
 * @param adminHost address of health, metrics and the admin API; best kept to loopback
 * @param adminPort 0 = any free one
 */
public record HttpConfig(
    String host,
    int port,
    String adminHost,
    int adminPort,
    Limits limits,
    TrustedProxies trustedProxies,
    CorsOrigins corsOrigins,
    ApiSecrets apiSecrets,
    AdminConfig admin) {
  private static final int HIGHEST_PORT = 65_535;

  public HttpConfig {
    if (port < 0 || port > HIGHEST_PORT || adminPort < 0 || adminPort > HIGHEST_PORT) {
      throw new IllegalArgumentException("a port is 0 to 65535");
    }
  }

  /**
   * What one client, and all of them together, may take up.
   *
   * @param bodyBytes the longest body that is read
   * @param connections on each listener; more have to wait until one is closed
   * @param requestTimeout how long a request may take to arrive, from its first byte to its last
   * @param idleTimeout how long a connection may be silent before or between requests; best longer
   *     than that of a reverse proxy, so that no proxy sends a request into a closing connection
   * @param shutdownTimeout how long requests in hand may take when the service stops
   */
  public record Limits(
      int bodyBytes,
      int connections,
      Duration requestTimeout,
      Duration idleTimeout,
      Duration shutdownTimeout) {
    public static final Limits DEFAULT =
        new Limits(
            1024 * 1024,
            4096,
            Duration.ofSeconds(30),
            Duration.ofSeconds(75),
            Duration.ofSeconds(10));

    private static final int MOST_BODY_BYTES = 64 * 1024 * 1024;

    public Limits {
      if (bodyBytes < 1 || bodyBytes > MOST_BODY_BYTES || connections < 1) {
        throw new IllegalArgumentException(
            "a body has 1 byte to 64 MiB, and there is at least one connection");
      }
      if (!requestTimeout.isPositive()
          || !idleTimeout.isPositive()
          || shutdownTimeout.isNegative()) {
        throw new IllegalArgumentException("timeouts are longer than nothing");
      }
    }
  }
}
