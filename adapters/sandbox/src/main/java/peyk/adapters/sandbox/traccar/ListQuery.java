package peyk.adapters.sandbox.traccar;

import java.util.Optional;
import java.util.stream.Stream;

/** The query parameters that listings of users and of devices have in common. */
final class ListQuery {
  private ListQuery() {}

  /** All entities, or those that contain the {@code keyword}. */
  static <T extends EntityTable.Entity> Stream<T> search(
      EntityTable<T> table, ApiRequest request, TraccarOptions options) {
    return keyword(request, options).map(table::matching).orElseGet(table::stream);
  }

  /** The given entities that contain the {@code keyword}. */
  static <T extends EntityTable.Entity> Stream<T> filter(
      Stream<T> entities, ApiRequest request, TraccarOptions options) {
    var keyword = keyword(request, options);
    return entities.filter(
        entity -> keyword.map(wanted -> wanted.isIn(entity.searchable())).orElse(true));
  }

  /**
   * The page that {@code limit} and {@code offset} select. An offset alone does nothing. Entities
   * with the same name have no stable order.
   */
  static <T extends EntityTable.Entity> Stream<T> page(Stream<T> entities, ApiRequest request) {
    var limit = request.number("limit");
    if (limit <= 0) {
      return entities.gather(NameTies.shuffledFor(0));
    }
    var offset = request.number("offset");
    return entities.gather(NameTies.shuffledFor(offset + limit)).skip(offset).limit(limit);
  }

  static boolean withoutAttributes(ApiRequest request) {
    return request.flag("excludeAttributes");
  }

  private static Optional<KeywordPattern> keyword(ApiRequest request, TraccarOptions options) {
    return options.keywordIgnored()
        ? Optional.empty()
        : request.text("keyword").filter(text -> !text.isEmpty()).map(KeywordPattern::new);
  }
}
