package peyk.adapters.traccar;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Stands in front of a server and passes on its bytes: some at once, then one now and then. */
final class DrippingRelay implements AutoCloseable {
  private static final int PAUSE_MILLIS = 20;

  private final ServerSocket listening;
  private final int server;
  private final int atOnce;
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * @param atOnce how many bytes of the server's pass without a pause
   */
  DrippingRelay(int server, int atOnce) throws IOException {
    this.server = server;
    this.atOnce = atOnce;
    listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  private void accept() {
    while (closing.getCount() > 0) {
      try {
        var client = listening.accept();
        Thread.startVirtualThread(() -> relay(client));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void relay(Socket client) {
    try (client;
        var behind = new Socket(InetAddress.getLoopbackAddress(), server)) {
      Thread.startVirtualThread(() -> copy(client, behind));
      var in = behind.getInputStream();
      var out = client.getOutputStream();
      int passed = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (++passed > atOnce && closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
          return;
        }
        out.write(next);
      }
    } catch (IOException | InterruptedException e) {
      // one end has gone
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
    } catch (IOException e) {
      // one end has gone
    }
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    listening.close();
  }
}
