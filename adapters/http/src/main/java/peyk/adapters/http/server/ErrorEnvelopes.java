package peyk.adapters.http.server;

import io.helidon.http.Status;
import java.time.Duration;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.StorageUnavailableException;

/** What clients are told when there is no answer to what they asked. */
public final class ErrorEnvelopes {
  public static final Envelope INVALID_JSON =
      Envelope.error(Status.BAD_REQUEST_400, "Invalid JSON body", "invalid_json");
  public static final Envelope TOO_LARGE =
      Envelope.error(Status.REQUEST_ENTITY_TOO_LARGE_413, "The request is too large.", "too_large");
  public static final Envelope NOT_FOUND =
      Envelope.error(Status.NOT_FOUND_404, "There is nothing here.", "not_found");
  public static final Envelope METHOD_NOT_ALLOWED =
      Envelope.error(
          Status.METHOD_NOT_ALLOWED_405, "This method is not allowed here.", "method_not_allowed");
  public static final Envelope INTERNAL_ERROR =
      Envelope.error(Status.INTERNAL_SERVER_ERROR_500, "Something went wrong.", "internal_error");

  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Envelope TRACCAR_UNAVAILABLE =
      unavailable("The tracking server is not available. Try again later.", "traccar_unavailable");
  private static final Envelope UNAVAILABLE =
      unavailable("The service is not available. Try again later.", "unavailable");

  private ErrorEnvelopes() {}

  public static Envelope of(GatewayUnavailableException unavailable) {
    return TRACCAR_UNAVAILABLE;
  }

  public static Envelope of(StorageUnavailableException unavailable) {
    return UNAVAILABLE;
  }

  /** For what the HTTP server refuses by itself. */
  public static Envelope of(Status status) {
    return switch (status.code()) {
      case 404 -> NOT_FOUND;
      case 405 -> METHOD_NOT_ALLOWED;
      case 413 -> TOO_LARGE;
      case 414, 431 -> Envelope.error(status, "The request is too large.", "too_large");
      case 503 -> UNAVAILABLE;
      case 505 -> Envelope.error(status, "Use HTTP/1.1.", "http_version_not_supported");
      default -> status.code() < 500 ? badRequest(status) : INTERNAL_ERROR;
    };
  }

  private static Envelope badRequest(Status status) {
    return Envelope.error(status, "The request cannot be read.", "bad_request");
  }

  private static Envelope unavailable(String message, String code) {
    return Envelope.error(Status.SERVICE_UNAVAILABLE_503, message, code).retryAfter(PAUSE);
  }
}
