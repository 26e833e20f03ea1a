package peyk.adapters.sandbox;

import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer of a simulated server.
 *
 * @param content text, which goes out as it is, or an object, which goes out as JSON
 */
public record Reply(
    int status, @Nullable String contentType, Object content, Map<String, String> headers) {
  private static final String JSON = "application/json";

  public static Reply json(Object content) {
    return json(200, content);
  }

  public static Reply json(int status, Object content) {
    return new Reply(status, JSON, content, Map.of());
  }

  public static Reply text(String content) {
    return new Reply(200, "text/plain", content, Map.of());
  }

  /** A bare token, which Traccar calls JSON though it has no quotes. */
  public static Reply bareText(String content) {
    return new Reply(200, JSON, content, Map.of());
  }

  public static Reply html(int status, String content) {
    return new Reply(status, "text/html;charset=utf-8", content, Map.of());
  }

  public static Reply noContent() {
    return new Reply(204, null, "", Map.of());
  }

  public static Reply empty() {
    return new Reply(200, null, "", Map.of());
  }

  public Reply with(String header, String value) {
    return new Reply(status, contentType, content, Map.of(header, value));
  }

  public void send(ServerResponse response) {
    response.status(Status.create(status));
    if (contentType != null) {
      response.header("Content-Type", contentType);
    }
    headers.forEach(response::header);
    response.send(bytes());
  }

  private byte[] bytes() {
    return content instanceof String text
        ? text.getBytes(StandardCharsets.UTF_8)
        : Json.bytes(content);
  }
}
