package peyk.adapters.http.server;

import java.time.Duration;

/**
 * The resources that one client, and all clients together, may use.
 *
 * @param bodyBytes the longest JSON body on the admin port; it also lowers the limits of the public
 *     port, which are fixed otherwise
 * @param connections at most; further ones wait until one is closed
 * @param unpacedConnections of one address that begin at once; further ones begin one after the
 *     other, see {@link ConnectionPace}
 * @param receivedBytes of all requests that have arrived and are not answered yet, on both
 *     listeners together; beyond that the largest request is dropped
 * @param requestTimeout how long a request may take to arrive, from its first byte to its last, and
 *     a client to take a reply
 * @param idleTimeout how long a connection may be silent before or between requests; longer than
 *     that of a reverse proxy, or the proxy may send a request into a closing connection
 * @param shutdownTimeout how long running requests may take when the service stops
 */
public record ServerLimits(
    int bodyBytes,
    int connections,
    int unpacedConnections,
    int receivedBytes,
    Duration requestTimeout,
    Duration idleTimeout,
    Duration shutdownTimeout) {
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          1024 * 1024,
          4096,
          250,
          16 * 1024 * 1024,
          Duration.ofSeconds(30),
          Duration.ofSeconds(75),
          Duration.ofSeconds(10));

  private static final int MOST_BODY_BYTES = 64 * 1024 * 1024;
  private static final int MOST_MOBILE_BODY_BYTES = 16 * 1024;
  private static final int MOST_TRACKER_BODY_BYTES = 64 * 1024;

  public ServerLimits {
    if (bodyBytes < 1
        || bodyBytes > MOST_BODY_BYTES
        || connections < 1
        || unpacedConnections < 1
        || receivedBytes < 1) {
      throw new IllegalArgumentException(
          "a body has 1 byte to 64 MiB, and there is at least one connection and one byte");
    }
    if (!requestTimeout.isPositive() || !idleTimeout.isPositive() || shutdownTimeout.isNegative()) {
      throw new IllegalArgumentException("timeouts are longer than nothing");
    }
  }

  /** The longest body on {@code /api/*}. */
  public int mobileBodyBytes() {
    return Math.min(bodyBytes, MOST_MOBILE_BODY_BYTES);
  }

  /** The longest body on the {@code .php} paths. */
  public int trackerBodyBytes() {
    return Math.min(bodyBytes, MOST_TRACKER_BODY_BYTES);
  }
}
