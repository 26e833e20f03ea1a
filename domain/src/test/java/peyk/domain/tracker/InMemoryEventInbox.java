package peyk.domain.tracker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import peyk.domain.device.DeviceId;
import peyk.domain.time.ClusterTime;

/**
 * The inbox in memory; it passes new events on to the changes that wait, and remembers what
 * trackers answered.
 */
public final class InMemoryEventInbox implements EventInbox, AnswerRepository {
  private record Received(long sequence, TrackerEvent event, Instant at) {}

  private final InMemoryDeviceChangeRepository changes;
  private final Set<Object> known = new HashSet<>();
  private final List<Received> stored = new ArrayList<>();
  private final ClusterTime clock;
  private Instant completeUntil;

  InMemoryEventInbox(InMemoryDeviceChangeRepository changes, ClusterTime clock) {
    this.changes = changes;
    this.clock = clock;
    this.completeUntil = clock.now();
  }

  @Override
  public synchronized int store(List<TrackerEvent> events) {
    int fresh = 0;
    for (var event : events) {
      if (known.add(event.id() > 0 ? List.of(event.id(), event.device(), event.result()) : event)) {
        stored.add(new Received(changes.add(event), event, clock.now()));
        fresh++;
      }
    }
    return fresh;
  }

  @Override
  public synchronized Instant completeUntil() {
    return completeUntil;
  }

  @Override
  public synchronized void completeUntil(Instant instant) {
    var isLater = instant.isAfter(completeUntil) || completeUntil.isAfter(clock.now());
    completeUntil = isLater ? instant : completeUntil;
  }

  /** All events that were new, in order. */
  public synchronized List<TrackerEvent> stored() {
    return stored.stream().map(Received::event).toList();
  }

  @Override
  public synchronized List<StoredAnswer> latest(DeviceId device, int atMost) {
    return stored.reversed().stream()
        .filter(received -> received.event().device().equals(device))
        .limit(atMost)
        .map(received ->
            new StoredAnswer(
                received.event().at(),
                received.at(),
                changes.handledAt(received.sequence()),
                received.event().result()))
        .toList();
  }
}
