package peyk.adapters.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A reply before it is sent.
 *
 * @param outcome its name in metrics and logs, e.g. {@code sent}; the code of a refusal
 * @param content empty = no content
 * @param headers without {@code Content-Length}, which is added when it is sent
 */
public record Reply(Status status, String outcome, String content, List<Header> headers) {
  private static final String DONE = "done";
  private static final Header JSON =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/json");

  public Reply {
    headers = List.copyOf(headers);
  }

  public static Reply ok(JsonObject body) {
    return ok(DONE, body);
  }

  public static Reply ok(String outcome, JsonObject body) {
    return json(Status.OK_200, outcome, body);
  }

  public static Reply json(Status status, String outcome, JsonObject body) {
    return new Reply(status, outcome, body.json(), List.of(JSON));
  }

  /**
   * @param location the path of the new resource
   */
  public static Reply created(String location, JsonObject body) {
    return json(Status.CREATED_201, DONE, body)
        .with(HeaderValues.create(HeaderNames.LOCATION, location));
  }

  public static Reply noContent() {
    return new Reply(Status.NO_CONTENT_204, DONE, "", List.of());
  }

  public Reply with(Header header) {
    return new Reply(
        status, outcome, content, Stream.concat(headers.stream(), Stream.of(header)).toList());
  }

  public Reply retryAfter(Duration wait) {
    return with(HeaderValues.create(HeaderNames.RETRY_AFTER, wait.toSeconds()));
  }

  public byte[] bytes() {
    return content.getBytes(StandardCharsets.UTF_8);
  }

  /** Without content and headers, which may hold a session token. */
  @Override
  public String toString() {
    return "Reply[" + status.code() + " " + outcome + "]";
  }

  /** The reply to HEAD has the length of the content; Helidon would send the content as well. */
  public void send(ServerRequest request, ServerResponse response) {
    response.status(status);
    headers.forEach(response::header);
    var bytes = bytes();
    if (request.prologue().method().equals(Method.HEAD)) {
      response.headers().contentLength(bytes.length);
      response.send();
    } else if (bytes.length == 0) {
      response.send();
    } else {
      response.send(bytes);
    }
  }
}
