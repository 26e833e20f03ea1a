package peyk.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections of one client that holds as much of the service as it can, and gives nothing. */
final class HostileConnections implements AutoCloseable {
  private static final String HEAD =
      "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\n";
  private static final int SMALL_BUFFER = 4096;
  private static final int PIPELINED = 40;

  private final InetSocketAddress own;
  private final InetSocketAddress service;
  private final List<SocketChannel> open = new ArrayList<>();

  /**
   * @param address the client's own
   */
  HostileConnections(String address, int port) {
    own = new InetSocketAddress(address, 0);
    service = new InetSocketAddress("127.0.0.1", port);
  }

  /** Opens connections as fast as it can: by turns of each of the three kinds. */
  void open(int count) {
    for (int i = 0; i < count; i++) {
      var sent =
          switch (i % 3) {
            case 0 -> halfAHead();
            case 1 -> bodyHeldBack();
            default -> requestsWithoutReading();
          };
      open(sent);
    }
  }

  private static String halfAHead() {
    return HEAD.formatted("/api/otprequest") + "X-Filling: " + "x".repeat(2000);
  }

  private static String bodyHeldBack() {
    int length = 60_000;
    return HEAD.formatted("/qussd.php")
        + "Content-Length: %d\r\n\r\n".formatted(length)
        + "x".repeat(length - 10);
  }

  private static String requestsWithoutReading() {
    return "GET /nowhere HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(PIPELINED);
  }

  private void open(String sent) {
    try {
      var channel = SocketChannel.open();
      open.add(channel);
      channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALL_BUFFER);
      channel.bind(own);
      channel.connect(service);
      channel.configureBlocking(false);
      channel.write(ByteBuffer.wrap(sent.getBytes(StandardCharsets.US_ASCII)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    for (var channel : open) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
