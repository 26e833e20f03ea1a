package peyk.adapters.sandbox.traccar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The stored events. */
final class Events {
  private final Map<Long, Event> byId = new HashMap<>();
  private final Map<Long, List<Event>> byDevice = new HashMap<>();
  private long lastId;

  /** Stores an event under a new id. An event that is too long is not stored and keeps the id 0. */
  Event add(Event event) {
    if (!ColumnLimits.fits(event.attributes())) {
      return event;
    }
    var stored =
        new Event(
            ++lastId,
            event.attributes(),
            event.deviceId(),
            event.type(),
            event.eventTime(),
            event.positionId());
    byId.put(stored.id(), stored);
    byDevice.computeIfAbsent(stored.deviceId(), _ -> new ArrayList<>()).add(stored);
    return stored;
  }

  Optional<Event> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The events of a device in the order of time, both ends included. */
  Stream<Event> between(long deviceId, Instant from, Instant to) {
    return byDevice.getOrDefault(deviceId, List.of()).stream()
        .filter(event -> !event.eventTime().isBefore(from) && !event.eventTime().isAfter(to))
        .sorted((one, other) -> one.eventTime().compareTo(other.eventTime()));
  }
}
