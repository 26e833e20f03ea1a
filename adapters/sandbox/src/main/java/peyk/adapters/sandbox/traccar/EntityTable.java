package peyk.adapters.sandbox.traccar;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All users or all devices: by id, in the order of their names, and by a part of a text. */
final class EntityTable<T extends EntityTable.Entity> {
  /** An object with an id, a name to sort by and texts to search in. */
  interface Entity {
    long id();

    @Nullable String name();

    List<@Nullable String> searchable();
  }

  /**
   * From this share on (one in 16), filtering all entities is less work than sorting the wanted
   * ones.
   */
  private static final int FILTERED_SHARE = 16;

  private record Key(String name, long id) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparing(Key::name).thenComparingLong(Key::id);

    static Key of(Entity entity) {
      return new Key(Objects.requireNonNullElse(entity.name(), ""), entity.id());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<Long, T> byId = new HashMap<>();
  private final TreeMap<Key, T> byName = new TreeMap<>();
  private final FragmentIndex index = new FragmentIndex();
  private long lastId;

  long nextId() {
    return ++lastId;
  }

  int size() {
    return byId.size();
  }

  Optional<T> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  void put(T entity) {
    var before = byId.put(entity.id(), entity);
    if (before != null) {
      byName.remove(Key.of(before));
    }
    byName.put(Key.of(entity), entity);
    if (before == null || !before.searchable().equals(entity.searchable())) {
      entity.searchable().stream()
          .filter(Objects::nonNull)
          .distinct()
          .forEach(text -> index.add(entity.id(), KeywordPattern.normal(text)));
    }
  }

  void remove(long id) {
    var removed = byId.remove(id);
    if (removed != null) {
      byName.remove(Key.of(removed));
    }
  }

  /** All entities in the order of their names. */
  Stream<T> stream() {
    return byName.values().stream();
  }

  /** The entities with these ids in the order of their names. */
  Stream<T> withIds(Set<Long> ids) {
    return ids.size() > size() / FILTERED_SHARE
        ? stream().filter(entity -> ids.contains(entity.id()))
        : known(ids.stream()).sorted(inOrder());
  }

  /** The entities that contain the keyword in the order of their names. */
  Stream<T> matching(KeywordPattern keyword) {
    var candidates = index.candidates(keyword.longestLiteral(), size() / FILTERED_SHARE);
    return candidates.isEmpty()
        ? stream().filter(entity -> keyword.isIn(entity.searchable()))
        : known(candidates.get().boxed())
            .filter(entity -> keyword.isIn(entity.searchable()))
            .sorted(inOrder());
  }

  private Stream<T> known(Stream<Long> ids) {
    return ids.distinct().map(byId::get).filter(Objects::nonNull);
  }

  private Comparator<T> inOrder() {
    return Comparator.comparing(Key::of);
  }
}
