package peyk.adapters.traccar.lookup;

import java.util.OptionalLong;

/** A map from hashes to ids that takes 16 to 32 bytes for each: an open hash table. */
final class LongTable {
  private static final int SMALLEST = 16;

  private long[] keys = new long[SMALLEST];
  private long[] values = new long[SMALLEST];
  private int size;

  OptionalLong get(long hash) {
    var slot = slot(keys, key(hash));
    return keys[slot] == 0 ? OptionalLong.empty() : OptionalLong.of(values[slot]);
  }

  void put(long hash, long value) {
    var key = key(hash);
    var slot = slot(keys, key);
    if (keys[slot] == 0) {
      keys[slot] = key;
      size++;
    }
    values[slot] = value;
    if (size * 4L > keys.length * 3L) {
      grow();
    }
  }

  void putIfAbsent(long hash, long value) {
    if (get(hash).isEmpty()) {
      put(hash, value);
    }
  }

  private void grow() {
    var grownKeys = new long[keys.length * 2];
    var grownValues = new long[keys.length * 2];
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        var slot = slot(grownKeys, keys[i]);
        grownKeys[slot] = keys[i];
        grownValues[slot] = values[i];
      }
    }
    keys = grownKeys;
    values = grownValues;
  }

  /** Where the key is, or where there is room for it. */
  private static int slot(long[] keys, long key) {
    var mask = keys.length - 1;
    var slot = (int) (key ^ key >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = slot + 1 & mask;
    }
    return slot;
  }

  /** Zero marks an empty slot. */
  private static long key(long hash) {
    return hash == 0 ? 1 : hash;
  }
}
