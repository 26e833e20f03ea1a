package peyk.adapters.traccar.event;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.domain.tracker.TrackerEvent;

/**
 * The events that were heard and are not stored yet, in order. It is bounded by whoever fills it:
 * once it is full, the socket is not read on until half of it is stored.
 */
public final class EventBuffer {
  private static final int MOST_EVENTS = 20_000;
  private static final long MOST_LETTERS = 8 * 1024 * 1024;
  private static final int BATCH = 1000;

  /** What is to be stored together. */
  public record Batch(List<TrackerEvent> events, Optional<Instant> heardUntil) {}

  private sealed interface Entry {
    record Heard(TrackerEvent event) implements Entry {}

    record HeardUntil(Instant instant) implements Entry {}
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long letters;
  private boolean full;
  private boolean handedOut;
  private @Nullable Runnable whenRoom;

  public synchronized void add(List<TrackerEvent> events) {
    for (var event : events) {
      entries.add(new Entry.Heard(event));
      letters += event.result().length();
    }
    full |= entries.size() >= MOST_EVENTS || letters >= MOST_LETTERS;
    notifyAll();
  }

  /** All events until then are in front of this. */
  public synchronized void addHeardUntil(Instant instant) {
    if (entries.peekLast() instanceof Entry.HeardUntil) {
      entries.removeLast();
    }
    entries.add(new Entry.HeardUntil(instant));
    notifyAll();
  }

  /** Whether there is room now; if not, the action is taken once there is. */
  public synchronized boolean hasRoomOr(Runnable later) {
    whenRoom = full ? later : null;
    return !full;
  }

  public synchronized void awaitRoom() throws InterruptedException {
    while (full) {
      wait();
    }
  }

  /** Whether all there was has been stored, and not just taken. */
  public synchronized boolean isDone() {
    return entries.isEmpty() && !handedOut;
  }

  /** Waits for something to store, and takes all there is up to a batch; the last one is stored. */
  public Batch take() throws InterruptedException {
    Batch batch;
    Runnable reader = null;
    synchronized (this) {
      handedOut = false;
      while (entries.isEmpty()) {
        wait();
      }
      batch = remove();
      handedOut = true;
      if (full && entries.size() <= MOST_EVENTS / 2 && letters <= MOST_LETTERS / 2) {
        full = false;
        reader = whenRoom;
        whenRoom = null;
        notifyAll();
      }
    }
    if (reader != null) {
      reader.run();
    }
    return batch;
  }

  private Batch remove() {
    var events = new ArrayList<TrackerEvent>();
    while (events.size() < BATCH && !entries.isEmpty()) {
      switch (entries.remove()) {
        case Entry.Heard(var event) -> {
          events.add(event);
          letters -= event.result().length();
        }
        case Entry.HeardUntil(var instant) -> {
          return new Batch(events, Optional.of(instant));
        }
      }
    }
    return new Batch(events, Optional.empty());
  }
}
