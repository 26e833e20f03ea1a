package peyk.adapters.kafka;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import peyk.domain.StorageUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.TrackerEvent;

/** An inbox that can be unavailable, and can refuse some events. */
final class RecordingInbox implements EventInbox {
  private final List<TrackerEvent> received = new ArrayList<>();
  private Instant completeUntil = Instant.EPOCH;
  private boolean away;
  private int refusals;
  private Consumer<TrackerEvent> check = _ -> {};

  synchronized void away(boolean now) {
    away = now;
  }

  /** The number of calls while it was unavailable. */
  synchronized int refusals() {
    return refusals;
  }

  /** Each event must pass this before it is stored. */
  synchronized void check(Consumer<TrackerEvent> now) {
    check = now;
  }

  /** Everything that was stored, known or new, in order. */
  synchronized List<TrackerEvent> received() {
    return List.copyOf(received);
  }

  /** The rows: an event that came again is not a second one. */
  synchronized List<TrackerEvent> rows() {
    return received.stream().distinct().toList();
  }

  List<String> resultsOf(long device) {
    return rowsOf(device).map(TrackerEvent::result).toList();
  }

  private Stream<TrackerEvent> rowsOf(long device) {
    return rows().stream().filter(event -> event.device().equals(new DeviceId(device)));
  }

  @Override
  public synchronized int store(List<TrackerEvent> events) {
    checkThere();
    events.forEach(check);
    var before = rows().size();
    received.addAll(events);
    return rows().size() - before;
  }

  @Override
  public synchronized Instant completeUntil() {
    return completeUntil;
  }

  @Override
  public synchronized void completeUntil(Instant instant) {
    checkThere();
    completeUntil = instant;
  }

  private void checkThere() {
    if (away) {
      refusals++;
      throw new StorageUnavailableException("the database is away");
    }
  }
}
