package peyk.adapters.sandbox;

import io.helidon.common.socket.SocketOptions;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A web server on 127.0.0.1 that can be taken down and come back on the same port. */
public final class LoopbackServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final int LONGEST_REQUEST_LINE = 8192;
  private static final int TRIES_TO_COME_BACK = 50;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  private final Consumer<WebServerConfig.Builder> routing;
  private int port;
  private @Nullable WebServer server;

  public LoopbackServer(int port, Consumer<WebServerConfig.Builder> routing) {
    this.port = port;
    this.routing = routing;
  }

  public synchronized LoopbackServer start() {
    var builder = WebServer.builder();
    routing.accept(builder);
    var starting =
        builder
            .host(LOOPBACK)
            .port(port)
            .shutdownHook(false)
            .shutdownGracePeriod(Duration.ofMillis(50))
            // As Traccar's server does: a long answer would else wait 40 ms for an acknowledgement.
            .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
            // Clients of Traccar's socket mostly listen: their silence is not idleness.
            .idleConnectionTimeout(Duration.ofDays(1))
            .addProtocol(
                Http1Config.builder()
                    .maxPrologueLength(LONGEST_REQUEST_LINE)
                    // Helidon refuses colons in a query; the times in Traccar's queries have them.
                    .validatePrologue(false)
                    .build())
            .build()
            .start();
    port = starting.port();
    server = starting;
    return this;
  }

  public int port() {
    return port;
  }

  /** Refuses connections from now on and cuts those that are open. */
  public synchronized void goDown() {
    if (server != null) {
      server.stop();
      server = null;
    }
  }

  /**
   * Listens on the same port again. Retries, because a connection may hold the port for a moment.
   */
  public synchronized void comeBack() {
    for (int tries = 1; server == null; tries++) {
      try {
        start();
      } catch (RuntimeException e) {
        if (tries == TRIES_TO_COME_BACK) {
          throw e;
        }
        pause();
      }
    }
  }

  @Override
  public void close() {
    goDown();
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_TRIES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a port", e);
    }
  }
}
