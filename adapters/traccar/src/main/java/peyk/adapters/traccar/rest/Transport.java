package peyk.adapters.traccar.rest;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import peyk.adapters.traccar.TraccarConfig;
import peyk.adapters.traccar.rest.ApiRequest.Credentials;

/** Sends requests by HTTP/1.1 and waits for their responses. See RATIONALE.md. */
final class Transport implements AutoCloseable {
  private static final Pattern STATUS_LINE = Pattern.compile("(HTTP/1\\.[01]) (\\d{3})(?: .*)?");

  private final TraccarConfig config;
  private final Connections connections;

  Transport(TraccarConfig config) {
    this.config = config;
    this.connections = new Connections(config);
  }

  /** Traccar was not reached, did not answer in time or is out of order. */
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    /** Traccar may not have received the request. */
    private final boolean connectionLost;

    private Failure(String reason, boolean connectionLost, @Nullable IOException cause) {
      super(reason, cause);
      this.reason = reason;
      this.connectionLost = connectionLost;
    }

    String reason() {
      return reason;
    }
  }

  /** Makes the result of a body; what it does not read is lost. */
  interface BodyReader<T> {
    T read(ResponseBody body) throws IOException;
  }

  record Response<T>(int status, ResponseHeaders headers, T body) {}

  /**
   * @param success reads the body of a success
   * @param refused the result if it is no success
   */
  <T> Response<T> exchange(
      ApiRequest request, BodyReader<T> success, T refused, Deadline deadline) {
    var response = sendOrRepeat(request, success, refused, deadline);
    var status = response.status();
    if (status == 502 || status == 503 || status == 504) {
      throw new Failure("Traccar is out of order (status " + status + ")", false, null);
    }
    return response;
  }

  /** A request that is repeated gets a new connection. */
  private <T> Response<T> sendOrRepeat(
      ApiRequest request, BodyReader<T> success, T refused, Deadline deadline) {
    var isRead = request.isSafeToRepeat();
    try {
      return send(request, success, refused, deadline, () -> connections.take(deadline, isRead));
    } catch (Failure e) {
      if (e.connectionLost && isRead && deadline.leaves(config.connectTimeout())) {
        return send(request, success, refused, deadline, () -> connections.takeNew(deadline));
      }
      throw e;
    }
  }

  private interface Source {
    Connection take() throws IOException;
  }

  private <T> Response<T> send(
      ApiRequest request, BodyReader<T> success, T refused, Deadline deadline, Source source) {
    try {
      var connection = source.take();
      try {
        connection.send(toHttp(request), deadline);
        return receive(connection, success, refused);
      } catch (IOException | RuntimeException | Error e) {
        connections.dropBroken(connection);
        throw e;
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private <T> Response<T> receive(Connection connection, BodyReader<T> success, T refused)
      throws IOException {
    var head = readHead(connection);
    while (head.status() < 200) { // announces the actual response
      head = readHead(connection);
    }
    var body = new ResponseBody(head.status(), head.headers(), connection, connections);
    if (head.status() < 300) {
      return new Response<>(head.status(), head.headers(), success.read(body));
    }
    body.discard();
    return new Response<>(head.status(), head.headers(), refused);
  }

  private record Head(int status, ResponseHeaders headers) {}

  private static Head readHead(Connection connection) throws IOException {
    var line = STATUS_LINE.matcher(connection.readLine());
    if (!line.matches()) {
      throw new IOException("the answer is not in HTTP/1.1");
    }
    var headers = ResponseHeaders.read(line.group(1), connection);
    return new Head(Integer.parseInt(line.group(2)), headers);
  }

  private static Failure failure(IOException cause) {
    if (Thread.currentThread().isInterrupted()) {
      return new Failure("interrupted while waiting for Traccar", false, null);
    }
    return switch (cause) {
      case SocketTimeoutException e -> new Failure("Traccar did not answer in time", false, e);
      case ConnectException e -> new Failure("Traccar cannot be reached", true, e);
      case NoRouteToHostException e -> new Failure("Traccar cannot be reached", true, e);
      case UnknownHostException e -> new Failure("Traccar cannot be reached", true, e);
      default -> new Failure("the connection to Traccar broke", true, cause);
    };
  }

  private byte[] toHttp(ApiRequest request) {
    var body =
        request.body().map(ApiRequest.Body::content).orElse("").getBytes(StandardCharsets.UTF_8);
    var head = Connection.bytes(head(request, config.api(request.path()), body.length));
    var all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  private StringBuilder head(ApiRequest request, URI uri, int length) {
    var head = new StringBuilder(512).append(request.method()).append(' ');
    head.append(uri.getRawPath());
    if (uri.getRawQuery() != null) {
      head.append('?').append(uri.getRawQuery());
    }
    head.append(" HTTP/1.1\r\n");
    field(head, "Host", uri.getRawAuthority());
    field(head, "Accept", "application/json");
    field(head, "User-Agent", "Peyk");
    request.body().ifPresent(body -> field(head, "Content-Type", body.contentType()));
    if (length > 0 || !request.isSafeToRepeat()) {
      field(head, "Content-Length", Integer.toString(length));
    }
    switch (request.credentials()) {
      case Credentials.OwnToken() ->
          field(head, "Authorization", "Bearer " + config.token().value());
      case Credentials.Session(var cookie) ->
          field(head, "Cookie", ResponseHeaders.SESSION + cookie);
      case Credentials.Anonymous() -> {}
    }
    return head.append("\r\n");
  }

  private static void field(StringBuilder head, String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  /** Ends all connections; calls under way fail. */
  @Override
  public void close() {
    connections.close();
  }
}
