package peyk.adapters.http.server;

import java.time.Duration;

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
public record ServerLimits(
    int bodyBytes,
    int connections,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration shutdownTimeout) {
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          1024 * 1024,
          4096,
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(10));

  private static final int MOST_BODY_BYTES = 64 * 1024 * 1024;

  public ServerLimits {
    if (bodyBytes < 1 || bodyBytes > MOST_BODY_BYTES || connections < 1) {
      throw new IllegalArgumentException(
          "a body has 1 byte to 64 MiB, and there is at least one connection");
    }
    if (!requestTimeout.isPositive() || !idleTimeout.isPositive() || shutdownTimeout.isNegative()) {
      throw new IllegalArgumentException("timeouts are longer than nothing");
    }
  }
}
