package peyk.adapters.ghasedak;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Answers each request with a byte now and then, and never comes to an end. */
final class TricklingServer implements AutoCloseable {
  static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";

  /** The head of a record of a TLS handshake with 4,096 bytes. */
  static final String TLS_HEAD = "\026\003\003\020\000";

  private static final long BETWEEN_BYTES_MILLIS = 50;

  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  private final CountDownLatch closed = new CountDownLatch(1);
  private final String head;

  TricklingServer(String head) throws IOException {
    this.head = head;
    Thread.ofVirtual().start(this::serve);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/WebService");
  }

  private void serve() {
    try (var connection = socket.accept();
        var out = connection.getOutputStream()) {
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      do {
        out.write(' ');
      } while (!closed.await(BETWEEN_BYTES_MILLIS, TimeUnit.MILLISECONDS));
    } catch (IOException e) {
      // The client gave up, as it should.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    socket.close();
  }
}
