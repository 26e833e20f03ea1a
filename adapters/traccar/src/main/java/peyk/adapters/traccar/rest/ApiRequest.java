package peyk.adapters.traccar.rest;

import java.time.Duration;
import java.util.Optional;

/**
 * One request to Traccar.
 *
 * @param operation what it is for, in a few words; names it in metrics, logs and exceptions, where
 *     paths with ids and tokens do not belong
 * @param path below {@code /api}, with its query
 * @param caller who asks
 * @param within the time it may take, if not the usual one
 */
public record ApiRequest(
    String operation,
    String method,
    String path,
    Credentials caller,
    Optional<Body> body,
    Optional<Duration> within) {

  /** As whom a request is made: never as two at once, since Traccar prefers the bearer. */
  public sealed interface Credentials {
    /** This service's own user, by its token. */
    record OwnToken() implements Credentials {}

    /** A user in whose name a session was opened. */
    record Session(String sessionCookie) implements Credentials {}

    /** Whoever the address tells. */
    record Anonymous() implements Credentials {}
  }

  /** What is sent along. */
  public record Body(String contentType, String content) {}

  public static ApiRequest get(String operation, String path) {
    return new ApiRequest(
        operation, "GET", path, new Credentials.OwnToken(), Optional.empty(), Optional.empty());
  }

  public static ApiRequest delete(String operation, String path) {
    return new ApiRequest(
        operation, "DELETE", path, new Credentials.OwnToken(), Optional.empty(), Optional.empty());
  }

  public static ApiRequest post(String operation, String path, Object json) {
    return withJson(operation, "POST", path, json);
  }

  public static ApiRequest put(String operation, String path, Object json) {
    return withJson(operation, "PUT", path, json);
  }

  /** Traccar takes a body with a DELETE. */
  public static ApiRequest delete(String operation, String path, Object json) {
    return withJson(operation, "DELETE", path, json);
  }

  /**
   * @param form already encoded
   */
  public static ApiRequest postForm(String operation, String path, String form) {
    var body = new Body("application/x-www-form-urlencoded", form);
    return new ApiRequest(
        operation, "POST", path, new Credentials.OwnToken(), Optional.of(body), Optional.empty());
  }

  public ApiRequest by(Credentials other) {
    return new ApiRequest(operation, method, path, other, body, within);
  }

  public ApiRequest within(Duration time) {
    return new ApiRequest(operation, method, path, caller, body, Optional.of(time));
  }

  public boolean isOwn() {
    return caller instanceof Credentials.OwnToken;
  }

  public boolean isSafeToRepeat() {
    return method.equals("GET");
  }

  private static ApiRequest withJson(String operation, String method, String path, Object json) {
    var body = new Body("application/json", LosslessJson.written(json));
    return new ApiRequest(
        operation, method, path, new Credentials.OwnToken(), Optional.of(body), Optional.empty());
  }

  /** The path may hold a token, the body anything. */
  @Override
  public String toString() {
    return "ApiRequest[" + operation + "]";
  }
}
