package peyk.adapters.ghasedak;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Answers one request, byte for byte as a test says, and closes the connection. */
final class ClosingServer implements AutoCloseable {
  private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final String answer;

  ClosingServer(String answer) throws IOException {
    this.answer = answer;
    Thread.ofVirtual().start(this::serve);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/WebService");
  }

  private void serve() {
    try (var connection = socket.accept();
        var in =
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
      readRequest(in);
      connection.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The client gave up.
    }
  }

  private static void readRequest(BufferedReader in) throws IOException {
    int length = 0;
    for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
      var field = line.split(": *", 2);
      length = field[0].equalsIgnoreCase("Content-Length") ? Integer.parseInt(field[1]) : length;
    }
    in.skip(length);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
