package peyk.adapters.traccar.socket;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A web socket server that opens every connection and then behaves as a test chooses. It never
 * reads, so it answers a ping only if that is its behaviour.
 */
final class StubSocket implements AutoCloseable {
  /** What a server does with a connection that has been opened. */
  @FunctionalInterface
  interface Behaviour {
    void talk(OutputStream out) throws IOException;
  }

  private final ServerSocket server;
  private final AtomicInteger connections = new AtomicInteger();
  private final Collection<Socket> sockets = new ConcurrentLinkedQueue<>();

  private StubSocket(Behaviour behaviour) {
    try {
      server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(() -> accept(behaviour));
  }

  static StubSocket doing(Behaviour behaviour) {
    return new StubSocket(behaviour);
  }

  private void accept(Behaviour behaviour) {
    try {
      while (true) {
        var socket = server.accept();
        Thread.ofVirtual().start(() -> serve(socket, behaviour));
      }
    } catch (SocketException e) {
      // closed
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void serve(Socket socket, Behaviour behaviour) {
    try {
      var in =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      var key = "";
      for (var line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
        if (line.toLowerCase(Locale.ROOT).startsWith("sec-websocket-key:")) {
          key = line.substring(line.indexOf(':') + 1).strip();
        }
      }
      var out = socket.getOutputStream();
      out.write(
          ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                  + "Sec-WebSocket-Accept: "
                  + accept(key)
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      connections.incrementAndGet();
      sockets.add(socket);
      behaviour.talk(out);
    } catch (IOException e) {
      // the other end has gone
    }
  }

  private static String accept(String key) {
    try {
      var text = key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
      var hash =
          MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The header of a text frame that is complete. */
  static byte[] head(long length) {
    var head = ByteBuffer.allocate(10).put((byte) 0x81);
    if (length < 126) {
      head.put((byte) length);
    } else if (length < 1 << 16) {
      head.put((byte) 126).putShort((short) length);
    } else {
      head.put((byte) 127).putLong(length);
    }
    return Arrays.copyOf(head.array(), head.position());
  }

  static void send(OutputStream out, String text) throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    out.write(head(bytes.length));
    out.write(bytes);
    out.flush();
  }

  /** Answers the ping with a time of the listener. */
  static void pong(OutputStream out) throws IOException {
    out.write(new byte[] {(byte) 0x8a, Long.BYTES});
    out.write(new byte[Long.BYTES]);
    out.flush();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      server.close();
      for (var socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
