package peyk.adapters.sandbox.traccar;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The latest position of each device. Earlier ones are not kept. */
final class Positions {
  private final Map<Long, Position> latest = new HashMap<>();
  private long lastId;

  /**
   * Stores a position under a new id. A position that is too long is not stored and keeps the id 0.
   */
  Position add(Position position) {
    if (!ColumnLimits.fits(position.attributes())) {
      return position;
    }
    var stored = position.withId(++lastId);
    latest.put(stored.deviceId(), stored);
    return stored;
  }

  Optional<Position> latestOf(long deviceId) {
    return Optional.ofNullable(latest.get(deviceId));
  }
}
