package peyk.adapters.http.admin;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;

/**
 * The reason why a client does not get what it asked for (RFC 9457).
 *
 * @param detail what is wrong this time, as a sentence
 * @param more one further field for programs, or none
 */
public record Problem(
    ProblemType type,
    Status status,
    String detail,
    Map<String, Object> more,
    List<Header> headers) {
  private static final Header CONTENT_TYPE =
      HeaderValues.createCached(HeaderNames.CONTENT_TYPE, "application/problem+json");
  private static final Header RETRY_AFTER = HeaderValues.create(HeaderNames.RETRY_AFTER, "5");

  static final Problem NOT_FOUND =
      of(ProblemType.NOT_FOUND, "The API is described under /admin/openapi.yaml.");
  static final Problem INTERNAL_ERROR =
      of(ProblemType.INTERNAL_ERROR, "The service's log tells more.");
  static final Problem UNAVAILABLE =
      of(ProblemType.UNAVAILABLE, "The database cannot be asked. Try again later.")
          .with(RETRY_AFTER);
  public static final Problem TRACCAR_UNAVAILABLE =
      of(ProblemType.TRACCAR_UNAVAILABLE, "Traccar cannot be asked. Try again later.")
          .with(RETRY_AFTER);
  static final Problem BODY_CUT_SHORT =
      of(ProblemType.BODY_CUT_SHORT, "Nothing was changed.").with(HeaderValues.CONNECTION_CLOSE);

  public Problem {
    more = Map.copyOf(more);
    headers = List.copyOf(headers);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, type.status(), detail, Map.of(), List.of());
  }

  /** For requests that the HTTP server refuses by itself. */
  static Problem of(Status status) {
    var type = ProblemType.of(status);
    return switch (type) {
      case NOT_FOUND -> NOT_FOUND;
      case INTERNAL_ERROR -> INTERNAL_ERROR;
      case UNAVAILABLE -> UNAVAILABLE;
      default -> new Problem(type, status, type.title() + ".", Map.of(), List.of());
    };
  }

  public Problem with(String name, Object value) {
    return new Problem(type, status, detail, Map.of(name, value), headers);
  }

  Problem with(Header header) {
    return new Problem(
        type, status, detail, more, Stream.concat(headers.stream(), Stream.of(header)).toList());
  }

  public ProblemException exception() {
    return new ProblemException(this);
  }

  Reply reply() {
    var body =
        JsonObject.of("type", type.uri())
            .with("title", type.title())
            .with("status", status.code())
            .with("detail", detail)
            .with("code", type.code());
    more.forEach(body::with);
    return new Reply(status, type.code(), body.json(), headers).with(CONTENT_TYPE);
  }
}
