package peyk.domain.tracker;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The inbox in memory; it passes new events on to the changes that wait. */
public final class InMemoryEventInbox implements EventInbox {
  private final InMemoryDeviceChangeRepository changes;
  private final Set<Object> known = new HashSet<>();
  private final List<TrackerEvent> stored = new ArrayList<>();
  private Instant heardUntil;

  InMemoryEventInbox(InMemoryDeviceChangeRepository changes, InstantSource clock) {
    this.changes = changes;
    this.heardUntil = clock.instant();
  }

  @Override
  public synchronized int store(List<TrackerEvent> events) {
    int fresh = 0;
    for (var event : events) {
      if (known.add(event.id() > 0 ? List.of(event.id(), event.device(), event.result()) : event)) {
        stored.add(event);
        changes.add(event);
        fresh++;
      }
    }
    return fresh;
  }

  @Override
  public synchronized Instant heardUntil() {
    return heardUntil;
  }

  @Override
  public synchronized void heardUntil(Instant instant) {
    heardUntil = instant.isAfter(heardUntil) ? instant : heardUntil;
  }

  /** All events that were new, in order. */
  public synchronized List<TrackerEvent> stored() {
    return List.copyOf(stored);
  }
}
