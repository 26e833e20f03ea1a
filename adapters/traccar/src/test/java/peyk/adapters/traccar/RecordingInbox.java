package peyk.adapters.traccar;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import peyk.domain.StorageUnavailableException;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.TrackerEvent;

/** An inbox that can be unavailable, and can refuse some events. */
public final class RecordingInbox implements EventInbox {
  private final Map<Object, TrackerEvent> stored = new LinkedHashMap<>();
  private final List<Integer> batches = new ArrayList<>();
  private Instant completeUntil;
  private volatile boolean away;
  private int refusals;
  private volatile Consumer<TrackerEvent> check = _ -> {};

  public RecordingInbox(Instant installed) {
    completeUntil = installed;
  }

  public void goAway() {
    away = true;
  }

  public void comeBack() {
    away = false;
  }

  /** The number of calls while it was unavailable. */
  public synchronized int refusals() {
    return refusals;
  }

  /** Each event must pass this before it is stored. */
  public void check(Consumer<TrackerEvent> check) {
    this.check = check;
  }

  public synchronized List<TrackerEvent> stored() {
    return List.copyOf(stored.values());
  }

  public synchronized List<String> results() {
    return stored.values().stream().map(TrackerEvent::result).toList();
  }

  public synchronized int size() {
    return stored.size();
  }

  /** The number of events in each call. */
  public synchronized List<Integer> batches() {
    return List.copyOf(batches);
  }

  @Override
  public synchronized int store(List<TrackerEvent> events) {
    checkThere();
    events.forEach(check);
    batches.add(events.size());
    int fresh = 0;
    for (var event : events) {
      fresh += stored.putIfAbsent(event.id() > 0 ? event.id() : event, event) == null ? 1 : 0;
    }
    return fresh;
  }

  @Override
  public synchronized Instant completeUntil() {
    checkThere();
    return completeUntil;
  }

  @Override
  public synchronized void completeUntil(Instant instant) {
    checkThere();
    completeUntil = instant.isAfter(completeUntil) ? instant : completeUntil;
  }

  private void checkThere() {
    if (away) {
      refusals++;
      throw new StorageUnavailableException("the database is away", new RuntimeException());
    }
  }
}
