package peyk.adapters.sandbox.traccar;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * An index of every five letters in a row, so that a search among hundreds of thousands of names
 * does not read them all. Ids are never removed: the caller checks each candidate against the
 * current object.
 */
final class FragmentIndex {
  private static final int LENGTH = 5;

  private final Map<String, Ids> idsByFragment = new HashMap<>();

  void add(long id, String text) {
    var fragments = new HashSet<String>();
    for (int start = 0; start + LENGTH <= text.length(); start++) {
      fragments.add(text.substring(start, start + LENGTH));
    }
    for (var fragment : fragments) {
      idsByFragment.computeIfAbsent(fragment, _ -> new Ids()).add(id);
    }
  }

  /**
   * The ids of objects that may contain the text, unordered and perhaps twice; empty if there are
   * more, or if the text is too short for the index.
   */
  Optional<LongStream> candidates(String text, int atMost) {
    Ids fewest = null;
    for (int start = 0; start + LENGTH <= text.length(); start++) {
      var ids = idsByFragment.get(text.substring(start, start + LENGTH));
      if (ids == null) {
        return Optional.of(LongStream.empty());
      }
      if (fewest == null || ids.size < fewest.size) {
        fewest = ids;
      }
    }
    return Optional.ofNullable(fewest).filter(ids -> ids.size <= atMost).map(Ids::stream);
  }

  private static final class Ids {
    private long[] values = new long[2];
    private int size;

    void add(long id) {
      if (size == values.length) {
        values = Arrays.copyOf(values, size + size / 2 + 1);
      }
      values[size++] = id;
    }

    LongStream stream() {
      return Arrays.stream(values, 0, size);
    }
  }
}
