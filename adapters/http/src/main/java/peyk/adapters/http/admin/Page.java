package peyk.adapters.http.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import peyk.adapters.http.server.JsonObject;
import peyk.adapters.http.server.Reply;

/**
 * The page of a list that a client asks for.
 *
 * @param cursor the name of the parameter that says where the page begins
 */
public record Page(AdminRequest request, String cursor, int limit) {
  public static final String LIMIT = "limit";

  private static final int USUAL = 100;
  private static final int MOST = 1000;

  public static Page of(AdminRequest request, String cursor) {
    return new Page(request, cursor, limit(request));
  }

  /** The limit alone, for a list that has one page only. */
  public static int limit(AdminRequest request) {
    return request.find(LIMIT).map(asked -> asked.number(1, MOST)).orElse((long) USUAL).intValue();
  }

  /** For a list in ascending order: only ids above this. */
  public long after() {
    return request.find(cursor).map(asked -> asked.number(0, Long.MAX_VALUE)).orElse(0L);
  }

  /** For a list in descending order: only ids below this. */
  public long before() {
    return request
        .find(cursor)
        .map(asked -> asked.number(1, Long.MAX_VALUE))
        .orElse(Long.MAX_VALUE);
  }

  /** For a list in order of IMEIs; empty text = from the first on. */
  public String afterImei() {
    return request.find(cursor).map(asked -> asked.imei().digits()).orElse("");
  }

  /** One more than is shown, to know whether there is another page. */
  public int wanted() {
    return limit + 1;
  }

  /**
   * @param found up to {@link #wanted} elements
   * @param place the cursor of the page after an element
   */
  public <T> Reply reply(List<T> found, Function<T, JsonObject> view, Function<T, Object> place) {
    var shown = found.stream().limit(limit).toList();
    var next =
        found.size() > limit
            ? Optional.of(next(place.apply(shown.getLast())))
            : Optional.<String>empty();
    return Reply.ok(JsonObject.of("items", shown.stream().map(view).toList()).with("next", next));
  }

  private String next(Object place) {
    var query = new LinkedHashMap<>(request.parameters());
    query.remove(cursor);
    query.put(cursor, place.toString());
    return query.entrySet().stream()
        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
        .collect(Collectors.joining("&", request.path() + "?", ""));
  }
}
