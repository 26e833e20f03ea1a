package peyk.adapters.sandbox;

import io.helidon.http.Status;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response of a simulated server.
 *
 * @param content text, which is sent as it is, or an object, which is sent as JSON
 */
public record HttpReply(
    int status,
    @Nullable String contentType,
    Object content,
    Map<String, String> headers,
    Duration delay) {
  private static final String JSON = "application/json";

  public static HttpReply json(Object content) {
    return json(200, content);
  }

  public static HttpReply json(int status, Object content) {
    return new HttpReply(status, JSON, content, Map.of(), Duration.ZERO);
  }

  public static HttpReply text(String content) {
    return new HttpReply(200, "text/plain", content, Map.of(), Duration.ZERO);
  }

  /** Bare text that is labelled as JSON, which is how Traccar sends a token. */
  public static HttpReply bareText(String content) {
    return new HttpReply(200, JSON, content, Map.of(), Duration.ZERO);
  }

  public static HttpReply html(int status, String content) {
    return new HttpReply(status, "text/html;charset=utf-8", content, Map.of(), Duration.ZERO);
  }

  public static HttpReply noContent() {
    return new HttpReply(204, null, "", Map.of(), Duration.ZERO);
  }

  public static HttpReply empty() {
    return new HttpReply(200, null, "", Map.of(), Duration.ZERO);
  }

  public HttpReply with(String header, String value) {
    return new HttpReply(status, contentType, content, Map.of(header, value), delay);
  }

  public HttpReply delayedBy(Duration delay) {
    return new HttpReply(status, contentType, content, headers, delay);
  }

  /** Sends the response after its delay. */
  public void send(ServerResponse response) {
    pause();
    response.status(Status.create(status));
    if (contentType != null) {
      response.header("Content-Type", contentType);
    }
    headers.forEach(response::header);
    response.send(bytes());
  }

  private void pause() {
    if (delay.isPositive()) {
      try {
        Thread.sleep(delay);
      } catch (InterruptedException e) {
        throw new CloseConnectionException("the simulated server goes down", e);
      }
    }
  }

  private byte[] bytes() {
    return content instanceof String text
        ? text.getBytes(StandardCharsets.UTF_8)
        : Json.bytes(content);
  }
}
