package peyk.adapters.traccar;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.domain.StorageUnavailableException;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.TrackerEvent;

/**
 * Carries events from the buffer to the inbox: those that wait go together. While the database is
 * away it tries again and again, and the events wait in the buffer.
 */
final class EventWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(EventWriter.class);
  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

  /** What fails so often for another reason than a database that is away will fail for ever. */
  private static final int MOST_FAILURES = 5;

  private final EventBuffer buffer;
  private final EventInbox inbox;
  private final Backoff pauses;
  private volatile boolean busy;

  EventWriter(EventBuffer buffer, EventInbox inbox, RandomGenerator random) {
    this.buffer = buffer;
    this.inbox = inbox;
    pauses = new Backoff(SHORTEST_PAUSE, LONGEST_PAUSE, random);
  }

  @Override
  public void run() {
    try {
      while (true) {
        busy = false;
        var batch = buffer.take();
        busy = true;
        persist(() -> store(batch.events()), batch);
        persist(() -> batch.heardUntil().ifPresent(inbox::heardUntil), batch);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether all that was heard is stored. */
  boolean isIdle() {
    return buffer.isEmpty() && !busy;
  }

  private void store(List<TrackerEvent> events) {
    if (!events.isEmpty()) {
      inbox.store(events);
    }
  }

  private void persist(Runnable work, EventBuffer.Batch batch) throws InterruptedException {
    pauses.reset();
    for (int failures = 0; failures < MOST_FAILURES; ) {
      try {
        work.run();
        return;
      } catch (StorageUnavailableException e) {
        log.warn("events wait for the database count={}", batch.events().size());
      } catch (RuntimeException e) {
        failures++;
        log.error("events could not be stored count={}", batch.events().size(), e);
      }
      Thread.sleep(pauses.next());
    }
    storeOneByOne(batch.events());
  }

  /** One event that cannot be stored is not to keep the others from being stored. */
  private void storeOneByOne(List<TrackerEvent> events) throws InterruptedException {
    for (var event : events) {
      while (!tryStore(event)) {
        Thread.sleep(pauses.next());
      }
    }
  }

  private boolean tryStore(TrackerEvent event) {
    try {
      inbox.store(List.of(event));
      return true;
    } catch (StorageUnavailableException e) {
      return false;
    } catch (RuntimeException e) {
      log.error("an event was given up event={}", event, e);
      return true;
    }
  }
}
