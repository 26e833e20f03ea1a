package peyk.domain.otp;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import peyk.domain.StorageUnavailableException;

/** Texts by the hour, in memory. */
public final class InMemoryTextHistory implements TextHistory {
  private final SortedMap<Instant, TextCount> hours = new TreeMap<>();
  private boolean away;

  /** Fails until it comes up. */
  public void goDown() {
    away = true;
  }

  public void comeUp() {
    away = false;
  }

  @Override
  public synchronized void add(Map<Instant, TextCount> counts) {
    if (away) {
      throw new StorageUnavailableException("the database is away");
    }
    counts.forEach((hour, count) -> hours.merge(hour, count, TextCount::plus));
  }

  @Override
  public synchronized SortedMap<Instant, TextCount> since(Instant from) {
    return new TreeMap<>(hours.tailMap(from));
  }
}
