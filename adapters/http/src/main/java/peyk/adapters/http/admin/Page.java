package peyk.adapters.http.admin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import peyk.adapters.http.server.JsonObject;

/**
 * The part of a list that was asked for.
 *
 * @param cursor the parameter that says where it begins
 */
public record Page(AdminRequest call, String cursor, int limit) {
  public static final String LIMIT = "limit";

  private static final int USUAL = 100;
  private static final int MOST = 1000;

  public static Page of(AdminRequest call, String cursor) {
    return new Page(call, cursor, limit(call));
  }

  /** For a list that has one page only, too. */
  public static int limit(AdminRequest call) {
    return call.find(LIMIT).map(asked -> asked.number(1, MOST)).orElse((long) USUAL).intValue();
  }

  /** Where a list goes up: only what is above that. */
  public long after() {
    return call.find(cursor).map(asked -> asked.number(0, Long.MAX_VALUE)).orElse(0L);
  }

  /** Where a list goes down: only what is below that. */
  public long before() {
    return call.find(cursor).map(asked -> asked.number(1, Long.MAX_VALUE)).orElse(Long.MAX_VALUE);
  }

  /** Where a list is in order of the IMEIs; empty text = from the first on. */
  public String afterImei() {
    return call.find(cursor).map(asked -> asked.imei().digits()).orElse("");
  }

  /** One more than is shown tells whether there is another page. */
  public int wanted() {
    return limit + 1;
  }

  /**
   * @param found up to {@link #wanted} elements
   * @param place where the page after an element begins
   */
  public <T> AdminResponse answer(
      List<T> found, Function<T, JsonObject> view, Function<T, Object> place) {
    var shown = found.stream().limit(limit).toList();
    var next =
        found.size() > limit
            ? Optional.of(next(place.apply(shown.getLast())))
            : Optional.<String>empty();
    return AdminResponse.ok(
        JsonObject.of("items", shown.stream().map(view).toList()).with("next", next));
  }

  private String next(Object place) {
    var query = new ArrayList<String>();
    Stream.concat(
            call.parameters().values().stream().filter(given -> !given.name().equals(cursor)),
            Stream.of(new Parameter(cursor, place.toString())))
        .map(given -> given.name() + "=" + URLEncoder.encode(given.text(), StandardCharsets.UTF_8))
        .forEach(query::add);
    return call.path() + "?" + String.join("&", query);
  }
}
