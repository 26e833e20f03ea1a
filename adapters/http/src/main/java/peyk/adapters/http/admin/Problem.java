package peyk.adapters.http.admin;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import peyk.adapters.http.server.JsonObject;

/**
 * What a client is told when it does not get what it asked for (RFC 9457).
 *
 * @param detail what is wrong this time, as a sentence
 * @param more for programs, beside the usual
 */
public record Problem(
    ProblemType type,
    Status status,
    String detail,
    Map<String, Object> more,
    List<Header> headers) {
  private static final Duration PAUSE = Duration.ofSeconds(5);

  public static final Problem NOT_FOUND =
      of(ProblemType.NOT_FOUND, "The API is described under /admin/openapi.yaml.");
  public static final Problem INTERNAL_ERROR =
      of(ProblemType.INTERNAL_ERROR, "The service's log tells more.");
  public static final Problem UNAVAILABLE =
      of(ProblemType.UNAVAILABLE, "The database cannot be asked. Try again later.")
          .with(HeaderValues.create(HeaderNames.RETRY_AFTER, PAUSE.toSeconds()));
  public static final Problem TRACCAR_UNAVAILABLE =
      of(ProblemType.TRACCAR_UNAVAILABLE, "Traccar cannot be asked. Try again later.")
          .with(HeaderValues.create(HeaderNames.RETRY_AFTER, PAUSE.toSeconds()));
  public static final Problem BODY_CUT_SHORT =
      of(ProblemType.BODY_CUT_SHORT, "Nothing was changed.").with(HeaderValues.CONNECTION_CLOSE);

  public Problem {
    more = new LinkedHashMap<>(more);
    headers = List.copyOf(headers);
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, type.status(), detail, Map.of(), List.of());
  }

  /** For what the HTTP server refuses by itself. */
  public static Problem of(Status status) {
    var type = ProblemType.of(status);
    return switch (type) {
      case NOT_FOUND -> NOT_FOUND;
      case INTERNAL_ERROR -> INTERNAL_ERROR;
      case UNAVAILABLE -> UNAVAILABLE;
      default -> new Problem(type, status, type.title() + ".", Map.of(), List.of());
    };
  }

  public static Problem unknownRelease() {
    return of(ProblemType.RELEASE_UNKNOWN, "No release has this id.");
  }

  public Problem with(String name, Object value) {
    var longer = new LinkedHashMap<>(more);
    longer.put(name, value);
    return new Problem(type, status, detail, longer, headers);
  }

  public Problem with(Header header) {
    var all = new ArrayList<>(headers);
    all.add(header);
    return new Problem(type, status, detail, more, all);
  }

  public AdminResponse answer() {
    var body =
        JsonObject.of("type", type.uri())
            .with("title", type.title())
            .with("status", status.code())
            .with("detail", detail)
            .with("code", type.code());
    more.forEach(body::with);
    return new AdminResponse(status, AdminResponse.PROBLEM, body.json(), headers);
  }
}
