package peyk.bootstrap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A relay in front of a neighbour, which a test makes faulty as networks and proxies are. At first
 * it passes on everything.
 */
final class FaultyLine implements AutoCloseable {
  private static final Duration FOR_EVER = Duration.ofDays(1);
  private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};

  /** How it treats answers: all of these but one thing is usual. */
  private record Fault(Duration delay, boolean halves, byte[] answer) {
    private static final Fault NONE = new Fault(Duration.ZERO, false, new byte[0]);
  }

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private Fault fault = Fault.NONE;

  /**
   * @param target the port of the neighbour on this machine
   */
  FaultyLine(int target) {
    this.target = target;
    try {
      server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Accepts and stays silent, on open connections and on new ones. */
  void freeze() {
    slow(FOR_EVER);
  }

  /** Holds back whatever comes from the neighbour. */
  void slow(Duration delay) {
    become(new Fault(delay, false, new byte[0]));
  }

  /** Ends each connection in the middle of an answer's body. */
  void halve() {
    become(new Fault(Duration.ZERO, true, new byte[0]));
    cut();
  }

  /** Answers every request by itself with an HTML page. */
  void answer(int status) {
    var page =
        "<html><body><h1>%d</h1>It is not you, it is the proxy.</body></html>".formatted(status);
    var answer =
        "HTTP/1.1 %d Oops\r\nContent-Type: text/html\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
            .formatted(status, page.length(), page);
    become(new Fault(Duration.ZERO, false, answer.getBytes(StandardCharsets.US_ASCII)));
    cut();
  }

  /** Passes on everything again, also what was held back. */
  void mend() {
    become(Fault.NONE);
  }

  /** Ends all connections. */
  void cut() {
    open.forEach(FaultyLine::end);
  }

  private synchronized void become(Fault other) {
    fault = other;
    notifyAll();
  }

  private synchronized Fault fault() {
    return fault;
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        var client = server.accept();
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException e) {
        // closed, or the client has gone
      }
    }
  }

  private void serve(Socket client) {
    open.add(client);
    try (client) {
      if (fault().answer().length > 0) {
        refuse(client);
      } else {
        relay(client);
      }
    } catch (IOException e) {
      // one of both has gone
    } finally {
      open.remove(client);
    }
  }

  private void refuse(Socket client) throws IOException {
    if (client.getInputStream().read(new byte[64 * 1024]) > 0) {
      client.getOutputStream().write(fault().answer());
    }
  }

  private void relay(Socket client) throws IOException {
    try (var neighbour = new Socket(InetAddress.getLoopbackAddress(), target)) {
      open.add(neighbour);
      var questions = Thread.ofVirtual().start(() -> pump(client, neighbour, false));
      pump(neighbour, client, true);
      open.remove(neighbour);
      questions.interrupt();
    }
  }

  private void pump(Socket from, Socket to, boolean answers) {
    var buffer = new byte[16 * 1024];
    try (from;
        to) {
      for (int length; (length = from.getInputStream().read(buffer)) > 0; ) {
        hold();
        int part = answers && fault().halves() ? half(buffer, length) : length;
        to.getOutputStream().write(buffer, 0, part);
        if (part < length) {
          return;
        }
      }
    } catch (IOException | InterruptedException e) {
      // one of both has gone
    }
  }

  private synchronized void hold() throws InterruptedException {
    var end = System.nanoTime() + fault.delay().toNanos();
    for (long left; fault.delay().isPositive() && (left = end - System.nanoTime()) > 0; ) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** The head and half of the body; half of the head if there is no body. So no call succeeds. */
  private static int half(byte[] buffer, int length) {
    for (int i = 0; i + END_OF_HEAD.length <= length; i++) {
      if (Arrays.equals(buffer, i, i + END_OF_HEAD.length, END_OF_HEAD, 0, END_OF_HEAD.length)) {
        int head = i + END_OF_HEAD.length;
        return announcesBody(new String(buffer, 0, head, StandardCharsets.US_ASCII))
            ? head + (length - head) / 2
            : head / 2;
      }
    }
    return length / 2;
  }

  private static boolean announcesBody(String head) {
    var lines = head.toLowerCase(Locale.ROOT);
    return lines.contains("chunked") || lines.matches("(?s).*\r\ncontent-length: *[1-9].*");
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    mend();
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    cut();
  }
}
