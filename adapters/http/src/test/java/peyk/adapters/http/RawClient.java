package peyk.adapters.http;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A connection on which tests say what they like, byte by byte, and see what comes back. */
public final class RawClient implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 120_000;

  /** One header line, its name in lower case. */
  public record Header(String name, String value) {}

  /** What came back. */
  public record Answer(int status, List<Header> headers, String body) {
    public List<String> all(String name) {
      return headers.stream().filter(h -> h.name().equals(name)).map(Header::value).toList();
    }

    public Optional<String> header(String name) {
      return all(name).stream().findFirst();
    }
  }

  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  public RawClient(int port) {
    try {
      socket = new Socket(InetAddress.getLoopbackAddress(), port);
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens a connection for one request. */
  public static Answer ask(int port, byte[] request) {
    try (var client = new RawClient(port)) {
      return client.send(request).read();
    }
  }

  public static Answer post(int port, String path, String json, String... headers) {
    return ask(port, postOf(path, json.getBytes(StandardCharsets.UTF_8), headers));
  }

  public static byte[] postOf(String path, byte[] body, String... headers) {
    return request("POST " + path, body, headers);
  }

  /** A request whose length is known. */
  public static byte[] request(String methodAndPath, byte[] body, String... headers) {
    var length = body.length == 0 ? "" : "Content-Length: " + body.length + "\r\n";
    return join(head(methodAndPath, length, headers), body);
  }

  /** A request whose body comes in chunks. */
  public static byte[] chunked(String methodAndPath, byte[] body, int chunk, String... headers) {
    var request = new java.io.ByteArrayOutputStream();
    request.writeBytes(head(methodAndPath, "Transfer-Encoding: chunked\r\n", headers));
    for (int start = 0; start < body.length; start += chunk) {
      var length = Math.min(chunk, body.length - start);
      request.writeBytes(ascii(Integer.toHexString(length) + "\r\n"));
      request.write(body, start, length);
      request.writeBytes(ascii("\r\n"));
    }
    request.writeBytes(ascii("0\r\n\r\n"));
    return request.toByteArray();
  }

  private static byte[] head(String methodAndPath, String length, String... headers) {
    var lines = new StringBuilder(methodAndPath + " HTTP/1.1\r\nHost: peyk.test\r\n" + length);
    for (var header : headers) {
      lines.append(header).append("\r\n");
    }
    return ascii(lines + "\r\n");
  }

  public static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] join(byte[] head, byte[] body) {
    var request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  public RawClient send(byte[] bytes) {
    try {
      out.write(bytes);
      out.flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public RawClient send(String text) {
    return send(ascii(text));
  }

  /** No more will come from here, but answers are still read. */
  public RawClient endSending() {
    try {
      socket.shutdownOutput();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer to anything but HEAD. */
  public Answer read() {
    try {
      var head = readHead();
      var length = head.header("content-length").map(Integer::parseInt).orElse(0);
      var body = in.readNBytes(length);
      if (body.length < length) {
        throw new EOFException("the answer is cut short");
      }
      return new Answer(head.status(), head.headers(), new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Status and headers only. */
  public Answer readHead() {
    var status = Integer.parseInt(readLine().split(" ", 3)[1]);
    var headers = new ArrayList<Header>();
    for (var line = readLine(); !line.isEmpty(); line = readLine()) {
      var parts = line.split(":", 2);
      headers.add(new Header(parts[0].toLowerCase(Locale.ROOT), parts[1].strip()));
    }
    return new Answer(status, headers, "");
  }

  private String readLine() {
    try {
      var line = new StringBuilder();
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new EOFException("the server closed the connection");
        }
        line.append((char) c);
      }
      return line.toString().stripTrailing();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for the server to close the connection; anything else that comes is a failure. */
  public boolean isClosedByServer() {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether the server closes the connection in time. Whatever else arrives is a failure. */
  public boolean isClosedWithin(Duration time) {
    try {
      socket.setSoTimeout((int) time.toMillis());
      var next = in.read();
      if (next >= 0) {
        throw new AssertionError("the server sent something");
      }
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  /**
   * Waits for the end of the stream. After a reset, which may destroy an answer on its way, the
   * stream can seem to end well, but nothing can be sent any more.
   */
  public boolean isEndedByServer() {
    try {
      var ended = in.read() < 0;
      out.write(' ');
      return ended;
    } catch (IOException e) {
      return false;
    }
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
