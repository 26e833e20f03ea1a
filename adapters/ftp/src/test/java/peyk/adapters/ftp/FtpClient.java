package peyk.adapters.ftp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** A client with a control connection and data connections, as a tracker has them. */
final class FtpClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000;
  private static final Pattern EXTENDED_PORT = Pattern.compile("\\(\\|\\|\\|(\\d+)\\|\\)");

  private final Socket socket;
  private final InputStream in;

  private FtpClient(Socket socket) throws IOException {
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** Connects and reads nothing. */
  static FtpClient to(InetAddress server, int port) throws IOException {
    return new FtpClient(new Socket(server, port));
  }

  /** Connects from another address of this machine. */
  static FtpClient from(String local, int port) throws IOException {
    var socket = new Socket();
    socket.bind(new InetSocketAddress(InetAddress.ofLiteral(local), 0));
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    return new FtpClient(socket);
  }

  /** Connects and reads the greeting. */
  static FtpClient to(int port) throws IOException {
    var client = to(InetAddress.getLoopbackAddress(), port);
    client.expect(220);
    return client;
  }

  /** Connects and logs in. */
  static FtpClient loggedIn(FtpServerFixture server) throws IOException {
    var client = to(server.port());
    client.say("USER " + FtpServerFixture.USER, 331);
    client.say("PASS " + FtpServerFixture.PASSWORD, 230);
    return client;
  }

  Socket socket() {
    return socket;
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a command and reads its reply. */
  String say(String command) throws IOException {
    send(command + "\r\n");
    return reply();
  }

  /** Sends a command and requires this code of its reply. */
  String say(String command, int code) throws IOException {
    send(command + "\r\n");
    return expect(code);
  }

  String expect(int code) throws IOException {
    var reply = reply();
    if (!reply.startsWith(Integer.toString(code))) {
      throw new AssertionError("expected " + code + " but was: " + reply);
    }
    return reply;
  }

  /** A reply of one line or more; empty at the end of the connection. */
  String reply() throws IOException {
    var reply = new StringBuilder(line());
    if (reply.length() > 3 && reply.charAt(3) == '-') {
      var end = reply.substring(0, 3) + " ";
      String line;
      do {
        line = line();
        reply.append('\n').append(line);
      } while (!line.startsWith(end));
    }
    return reply.toString();
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
      line.append((char) b);
    }
    return line.toString().stripTrailing();
  }

  boolean isAtItsEnd() throws IOException {
    return in.read() < 0;
  }

  /** Opens the data connection after EPSV. */
  Socket passive() throws IOException {
    var data = new Socket(socket.getInetAddress(), passivePort());
    data.setSoTimeout(TIMEOUT_MILLIS);
    return data;
  }

  int passivePort() throws IOException {
    var port = EXTENDED_PORT.matcher(say("EPSV", 229));
    if (!port.find()) {
      throw new AssertionError("no port in the reply to EPSV");
    }
    return Integer.parseInt(port.group(1));
  }

  /** Fetches a part or a listing over a passive connection. */
  byte[] fetch(String command) throws IOException {
    try (var data = passive()) {
      say(command, 150);
      var content = data.getInputStream().readAllBytes();
      data.close();
      expect(226);
      return content;
    }
  }

  List<String> list(String command) throws IOException {
    return new String(fetch(command), StandardCharsets.US_ASCII).lines().toList();
  }

  /** The argument of PORT for a port that we listen on. */
  static String words(ServerSocket waiting) {
    int port = waiting.getLocalPort();
    return "127,0,0,1," + port / 256 + "," + port % 256;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
