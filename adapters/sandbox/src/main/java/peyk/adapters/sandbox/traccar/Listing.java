package peyk.adapters.sandbox.traccar;

import java.util.Optional;
import java.util.stream.Stream;

/** The query parameters that lists of users and of devices have in common. */
final class Listing {
  private Listing() {}

  /** All, or those in which the {@code keyword} occurs, in the order of their names. */
  static <T extends Directory.Entry> Stream<T> search(
      Directory<T> directory, Call call, TraccarOptions options) {
    return keyword(call, options).map(directory::matching).orElseGet(directory::stream);
  }

  /** Those of the given ones in which the {@code keyword} occurs. */
  static <T extends Directory.Entry> Stream<T> filter(
      Stream<T> entries, Call call, TraccarOptions options) {
    var keyword = keyword(call, options);
    return entries.filter(
        entry -> keyword.map(wanted -> wanted.isIn(entry.searchable())).orElse(true));
  }

  /** The part that {@code limit} and {@code offset} ask for; an offset alone does nothing. */
  static <T> Stream<T> page(Stream<T> entries, Call call) {
    var limit = call.number("limit");
    return limit > 0 ? entries.skip(call.number("offset")).limit(limit) : entries;
  }

  static boolean withoutAttributes(Call call) {
    return call.flag("excludeAttributes");
  }

  private static Optional<Keyword> keyword(Call call, TraccarOptions options) {
    return options.keywordIgnored()
        ? Optional.empty()
        : call.text("keyword").filter(text -> !text.isEmpty()).map(Keyword::new);
  }
}
