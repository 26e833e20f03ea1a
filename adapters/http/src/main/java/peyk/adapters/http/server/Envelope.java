package peyk.adapters.http.server;

import io.helidon.http.Status;
import java.time.Duration;

/**
 * The form of all replies of the mobile API, and of errors on the public port: a JSON object with
 * {@code success}. A refusal that old clients know has status 200; every refusal has a code.
 */
public final class Envelope {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  public static final Reply INVALID_JSON =
      error(Status.BAD_REQUEST_400, "Invalid JSON body", "invalid_json");
  public static final Reply BAD_REQUEST = badRequest(Status.BAD_REQUEST_400);
  public static final Reply NOT_FOUND =
      error(Status.NOT_FOUND_404, "There is nothing here.", "not_found");
  public static final Reply METHOD_NOT_ALLOWED =
      error(
          Status.METHOD_NOT_ALLOWED_405, "This method is not allowed here.", "method_not_allowed");
  public static final Reply TOO_LARGE = tooLarge(Status.REQUEST_ENTITY_TOO_LARGE_413);
  public static final Reply INTERNAL_ERROR =
      error(Status.INTERNAL_SERVER_ERROR_500, "Something went wrong.", "internal_error");
  public static final Reply TRACCAR_UNAVAILABLE =
      unavailable("The tracking server is not available. Try again later.", "traccar_unavailable");
  public static final Reply UNAVAILABLE =
      unavailable("The service is not available. Try again later.", "unavailable");

  private Envelope() {}

  public static JsonObject success() {
    return JsonObject.of("success", true);
  }

  public static JsonObject failure(String message, String code) {
    return JsonObject.of("success", false).with("message", message).with("code", code);
  }

  /** A refusal that old clients know. */
  public static Reply refusal(String message, String code) {
    return error(Status.OK_200, message, code);
  }

  /** A refusal that old clients cannot know. */
  public static Reply error(Status status, String message, String code) {
    return Reply.json(status, code, failure(message, code));
  }

  /** For requests that the HTTP server refuses by itself. */
  public static Reply of(Status status) {
    return switch (status.code()) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 413, 414, 431 -> tooLarge(status);
      case 503 -> UNAVAILABLE;
      case 505 -> error(status, "Use HTTP/1.1.", "http_version_not_supported");
      default -> status.code() < 500 ? badRequest(status) : INTERNAL_ERROR;
    };
  }

  private static Reply tooLarge(Status status) {
    return error(status, "The request is too large.", "too_large");
  }

  private static Reply badRequest(Status status) {
    return error(status, "The request cannot be read.", "bad_request");
  }

  private static Reply unavailable(String message, String code) {
    return error(Status.SERVICE_UNAVAILABLE_503, message, code).retryAfter(RETRY_AFTER);
  }
}
