package peyk.adapters.traccar.rest;

import java.time.Duration;
import java.util.Optional;

/**
 * One request to Traccar.
 *
 * @param operation its purpose in a few words, for metrics, logs and exceptions; a path may contain
 *     ids and tokens
 * @param path below {@code /api}, with its query
 * @param timeout for the whole response, if not the configured one
 */
public record ApiRequest(
    String operation,
    String method,
    String path,
    Credentials credentials,
    Optional<Body> body,
    Optional<Duration> timeout) {

  /** In whose name a request is made. Never two at once, since Traccar prefers the bearer. */
  public sealed interface Credentials {
    /** The token of this service's own user. */
    record OwnToken() implements Credentials {}

    /** The cookie of a session that was opened for a user. */
    record Session(String cookie) implements Credentials {
      @Override
      public String toString() {
        return "Session[redacted]";
      }
    }

    /** Nothing, or a token in the path. */
    record Anonymous() implements Credentials {}
  }

  public record Body(String contentType, String content) {
    /** The content may hold a password. */
    @Override
    public String toString() {
      return "Body[" + contentType + "]";
    }
  }

  private ApiRequest(String operation, String method, String path, Optional<Body> body) {
    this(operation, method, path, new Credentials.OwnToken(), body, Optional.empty());
  }

  public static ApiRequest get(String operation, String path) {
    return new ApiRequest(operation, "GET", path, Optional.empty());
  }

  public static ApiRequest post(String operation, String path, Object json) {
    return new ApiRequest(operation, "POST", path, json(json));
  }

  /**
   * @param form already encoded
   */
  public static ApiRequest postForm(String operation, String path, String form) {
    var body = new Body("application/x-www-form-urlencoded", form);
    return new ApiRequest(operation, "POST", path, Optional.of(body));
  }

  public static ApiRequest put(String operation, String path, Object json) {
    return new ApiRequest(operation, "PUT", path, json(json));
  }

  public static ApiRequest delete(String operation, String path) {
    return new ApiRequest(operation, "DELETE", path, Optional.empty());
  }

  /** Traccar takes a body with a DELETE. */
  public static ApiRequest delete(String operation, String path, Object json) {
    return new ApiRequest(operation, "DELETE", path, json(json));
  }

  private static Optional<Body> json(Object json) {
    return Optional.of(new Body("application/json", LosslessJson.write(json)));
  }

  public ApiRequest with(Credentials other) {
    return new ApiRequest(operation, method, path, other, body, timeout);
  }

  public ApiRequest withTimeout(Duration time) {
    return new ApiRequest(operation, method, path, credentials, body, Optional.of(time));
  }

  boolean isSafeToRepeat() {
    return method.equals("GET");
  }

  /** Without path and body, which may contain secrets. */
  @Override
  public String toString() {
    return "ApiRequest[" + operation + "]";
  }
}
