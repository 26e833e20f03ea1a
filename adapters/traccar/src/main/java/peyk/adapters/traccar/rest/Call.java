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
public record Call(
    String operation,
    String method,
    String path,
    Caller caller,
    Optional<Body> body,
    Optional<Duration> within) {

  /** As whom a request is made: never as two at once, since Traccar prefers the bearer. */
  public sealed interface Caller {
    /** This service's own user, by its token. */
    record Self() implements Caller {}

    /** A user in whose name a session was opened. */
    record Visitor(String sessionCookie) implements Caller {}

    /** Whoever the address tells. */
    record Nobody() implements Caller {}
  }

  /** What is sent along. */
  public record Body(String contentType, String content) {}

  public static Call get(String operation, String path) {
    return new Call(operation, "GET", path, new Caller.Self(), Optional.empty(), Optional.empty());
  }

  public static Call delete(String operation, String path) {
    return new Call(
        operation, "DELETE", path, new Caller.Self(), Optional.empty(), Optional.empty());
  }

  public static Call post(String operation, String path, Object json) {
    return withJson(operation, "POST", path, json);
  }

  public static Call put(String operation, String path, Object json) {
    return withJson(operation, "PUT", path, json);
  }

  /** Traccar takes a body with a DELETE. */
  public static Call delete(String operation, String path, Object json) {
    return withJson(operation, "DELETE", path, json);
  }

  /**
   * @param form already encoded
   */
  public static Call postForm(String operation, String path, String form) {
    var body = new Body("application/x-www-form-urlencoded", form);
    return new Call(
        operation, "POST", path, new Caller.Self(), Optional.of(body), Optional.empty());
  }

  public Call by(Caller other) {
    return new Call(operation, method, path, other, body, within);
  }

  public Call within(Duration time) {
    return new Call(operation, method, path, caller, body, Optional.of(time));
  }

  public boolean isOwn() {
    return caller instanceof Caller.Self;
  }

  public boolean isSafeToRepeat() {
    return method.equals("GET");
  }

  private static Call withJson(String operation, String method, String path, Object json) {
    var body = new Body("application/json", Json.written(json));
    return new Call(
        operation, method, path, new Caller.Self(), Optional.of(body), Optional.empty());
  }

  /** The path may hold a token, the body anything. */
  @Override
  public String toString() {
    return "Call[" + operation + "]";
  }
}
