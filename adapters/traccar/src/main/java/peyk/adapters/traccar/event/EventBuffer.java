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
 * The answers that were received and are not stored yet, in order. Once it is full, the socket is
 * not read until half of it is stored.
 */
public final class EventBuffer {
  private static final int MOST_EVENTS = 20_000;
  private static final long MOST_CHARACTERS = 8 * 1024 * 1024;
  private static final int BATCH = 1000;

  /** Stored together: the answers, then the time until which all are known. */
  public record Batch(List<TrackerEvent> events, Optional<Instant> completeUntil) {}

  private sealed interface Entry {
    record Received(TrackerEvent event) implements Entry {}

    record HeardUntil(Instant instant) implements Entry {}
  }

  private final Deque<Entry> entries = new ArrayDeque<>();
  private long characters;
  private boolean full;
  private boolean handedOut;
  private @Nullable Runnable whenRoom;

  public synchronized void add(List<TrackerEvent> events) {
    for (var event : events) {
      entries.add(new Entry.Received(event));
      characters += event.result().length();
    }
    full |= entries.size() >= MOST_EVENTS || characters >= MOST_CHARACTERS;
    notifyAll();
  }

  /** Adds the time until which all answers have been added. */
  public synchronized void addHeardUntil(Instant instant) {
    if (entries.peekLast() instanceof Entry.HeardUntil) {
      entries.removeLast();
    }
    entries.add(new Entry.HeardUntil(instant));
    notifyAll();
  }

  /** Whether there is room now. If not, the action runs once there is. */
  public synchronized boolean hasRoomOr(Runnable later) {
    whenRoom = full ? later : null;
    return !full;
  }

  public synchronized void awaitRoom() throws InterruptedException {
    while (full) {
      wait();
    }
  }

  /** Whether everything has been stored, not only taken. */
  public synchronized boolean isDone() {
    return entries.isEmpty() && !handedOut;
  }

  /** Waits for entries and takes a batch of them. The previous batch counts as stored. */
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
      if (full && entries.size() <= MOST_EVENTS / 2 && characters <= MOST_CHARACTERS / 2) {
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
        case Entry.Received(var event) -> {
          events.add(event);
          characters -= event.result().length();
        }
        case Entry.HeardUntil(var instant) -> {
          return new Batch(events, Optional.of(instant));
        }
      }
    }
    return new Batch(events, Optional.empty());
  }
}
