package peyk.adapters.sandbox.traccar;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * One of Traccar's link tables: rows of two ids, in which the same pair may occur more than once.
 */
final class LinkTable {
  private final Map<Long, Map<Long, Integer>> rowsByOwner = new HashMap<>();
  private final Map<Long, Map<Long, Integer>> rowsByItem = new HashMap<>();

  void add(long owner, long item) {
    count(rowsByOwner, owner, item);
    count(rowsByItem, item, owner);
  }

  /** Removes every row of the pair, as the database does. */
  void remove(long owner, long item) {
    drop(rowsByOwner, owner, item);
    drop(rowsByItem, item, owner);
  }

  void removeOwner(long owner) {
    var items = Set.copyOf(itemsOf(owner));
    items.forEach(item -> remove(owner, item));
  }

  void removeItem(long item) {
    var owners = Set.copyOf(ownersOf(item));
    owners.forEach(owner -> remove(owner, item));
  }

  int rows(long owner, long item) {
    return rowsByOwner.getOrDefault(owner, Map.of()).getOrDefault(item, 0);
  }

  boolean has(long owner, long item) {
    return rows(owner, item) > 0;
  }

  Set<Long> itemsOf(long owner) {
    return rowsByOwner.getOrDefault(owner, Map.of()).keySet();
  }

  Set<Long> ownersOf(long item) {
    return rowsByItem.getOrDefault(item, Map.of()).keySet();
  }

  private static void count(Map<Long, Map<Long, Integer>> rows, long from, long to) {
    rows.computeIfAbsent(from, _ -> new LinkedHashMap<>()).merge(to, 1, Integer::sum);
  }

  private static void drop(Map<Long, Map<Long, Integer>> rows, long from, long to) {
    rows.computeIfPresent(
        from,
        (_, others) -> {
          others.remove(to);
          return others.isEmpty() ? null : others;
        });
  }
}
