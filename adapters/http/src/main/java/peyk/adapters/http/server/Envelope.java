package peyk.adapters.http.server;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import peyk.domain.text.JsonText;

/**
 * An answer of the mobile API: one line of JSON under the status that its clients expect. Refusals
 * that old clients know have status 200; all carry a code.
 *
 * @param outcome what metrics call it; for a refusal its code
 * @param body in the order in which it is written
 */
public record Envelope(
    Status status, String outcome, Map<String, Object> body, List<Header> headers) {
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  public Envelope {
    body = new LinkedHashMap<>(body);
    headers = List.copyOf(headers);
  }

  public static Envelope success(String outcome) {
    return new Envelope(Status.OK_200, outcome, Map.of("success", true), List.of());
  }

  /** A refusal that old clients know. */
  public static Envelope refusal(String message, String code) {
    return error(Status.OK_200, message, code);
  }

  /** A refusal that old clients cannot know. */
  public static Envelope error(Status status, String message, String code) {
    return new Envelope(status, code, Map.of("success", false), List.of())
        .with("message", message)
        .with("code", code);
  }

  public Envelope with(String key, Object value) {
    var longer = new LinkedHashMap<>(body);
    longer.put(key, value);
    return new Envelope(status, outcome, longer, headers);
  }

  public Envelope with(Header header) {
    var more = new ArrayList<>(headers);
    more.add(header);
    return new Envelope(status, outcome, body, more);
  }

  public Envelope retryAfter(Duration wait) {
    return with(HeaderValues.create(HeaderNames.RETRY_AFTER, wait.toSeconds()));
  }

  /** UTF-8; half a surrogate pair, which UTF-8 has no bytes for, is escaped. */
  public byte[] json() {
    return LONE_SURROGATE
        .matcher(JsonText.compact(body))
        .replaceAll(half -> String.format("\\\\u%04x", (int) half.group().charAt(0)))
        .getBytes(StandardCharsets.UTF_8);
  }
}
