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
  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n";
  private static final long BETWEEN_BYTES_MILLIS = 50;

  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());

  private final CountDownLatch closed = new CountDownLatch(1);

  TricklingServer() throws IOException {
    Thread.ofVirtual().start(this::serve);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/WebService");
  }

  private void serve() {
    try (var connection = socket.accept();
        var out = connection.getOutputStream()) {
      out.write(HEAD.getBytes(StandardCharsets.US_ASCII));
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
