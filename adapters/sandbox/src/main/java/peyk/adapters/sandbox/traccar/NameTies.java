package peyk.adapters.sandbox.traccar;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Gatherer;
import java.util.stream.Gatherer.Downstream;

/**
 * The order of entities with the same name. Traccar sorts its listings by name only, so this order
 * is up to the database and differs from page to page: pages overlap and miss entities.
 */
final class NameTies {
  private NameTies() {}

  /**
   * Shuffles entities that follow one another and have the same name.
   *
   * @param page the same page always has the same order
   */
  static <T extends EntityTable.Entity> Gatherer<T, ?, T> shuffledFor(long page) {
    var order = Comparator.<T>comparingLong(entity -> random(page, entity.id()));
    return Gatherer.<T, List<T>, T>ofSequential(
        ArrayList::new,
        (ties, next, downstream) -> {
          var wanted = ties.isEmpty() || isTie(ties, next) || push(ties, order, downstream);
          ties.add(next);
          return wanted;
        },
        (ties, downstream) -> push(ties, order, downstream));
  }

  private static <T extends EntityTable.Entity> boolean isTie(List<T> ties, T next) {
    return Objects.equals(ties.getFirst().name(), next.name());
  }

  private static <T> boolean push(
      List<T> ties, Comparator<T> order, Downstream<? super T> downstream) {
    ties.sort(order);
    var wanted = ties.stream().allMatch(downstream::push);
    ties.clear();
    return wanted;
  }

  private static long random(long page, long id) {
    return new SplittableRandom(31 * id + page).nextLong();
  }
}
