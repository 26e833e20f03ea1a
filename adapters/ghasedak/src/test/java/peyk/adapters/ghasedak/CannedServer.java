package peyk.adapters.ghasedak;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Answers every request with the same body. */
final class CannedServer implements AutoCloseable {
  private final HttpServer server;
  private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();

  private CannedServer(HttpServer server) {
    this.server = server;
  }

  static CannedServer answering(int status, String body) throws IOException {
    return answering(
        status, body, body.isEmpty() ? -1 : body.getBytes(StandardCharsets.UTF_8).length);
  }

  /** Says at the end of a body that it ends, so that the connection could be used again. */
  static CannedServer answeringInChunks(int status, String body) throws IOException {
    return answering(status, body, 0);
  }

  /**
   * @param length of the body; -1 = there is none; 0 = it is not told
   */
  private static CannedServer answering(int status, String body, int length) throws IOException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    var canned = new CannedServer(server);
    server.createContext(
        "/",
        exchange -> {
          canned.connections.add(exchange.getRemoteAddress());
          exchange.sendResponseHeaders(status, length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return canned;
  }

  /** The number of connections on which requests came. */
  int connections() {
    return connections.size();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/WebService");
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
