package peyk.adapters.traccar.event;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.application.job.ProcessErrors;
import peyk.application.monitoring.Spans;
import peyk.domain.StorageUnavailableException;
import peyk.domain.time.Backoff;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.TrackerEvent;

/**
 * Stores the answers of the buffer in the inbox, in batches. While the database is unavailable it
 * retries, and the answers wait in the buffer.
 */
public final class EventWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(EventWriter.class);
  private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

  /** Failures that neither the database nor the process causes; after these it gives up. */
  private static final int MOST_FAILURES = 3;

  private final EventBuffer buffer;
  private final EventInbox inbox;
  private final RandomGenerator random;
  private boolean waiting;

  public EventWriter(EventBuffer buffer, EventInbox inbox, RandomGenerator random) {
    this.buffer = buffer;
    this.inbox = inbox;
    this.random = random;
  }

  @Override
  public void run() {
    try {
      while (true) {
        var batch = buffer.take();
        storeAll(batch.events());
        if (batch.completeUntil().isPresent()) {
          var instant = batch.completeUntil().get();
          persist(() -> inbox.completeUntil(instant));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** If a batch cannot be stored, each of its answers is tried alone. */
  private void storeAll(List<TrackerEvent> events) throws InterruptedException {
    if (events.isEmpty()) {
      return;
    }
    try (var span = Spans.begin(Spans.Kind.CONSUMER, "traccar events")) {
      if (persist(() -> inbox.store(events))) {
        return;
      }
      span.fail();
      for (var event : events) {
        if (!persist(() -> inbox.store(List.of(event)))) {
          log.error("an answer could not be stored and was dropped event={}", event);
        }
      }
    }
  }

  private boolean persist(Runnable work) throws InterruptedException {
    int failures = 0;
    for (int attempt = 1; failures < MOST_FAILURES; attempt++) {
      try {
        work.run();
        databaseIs(true);
        return true;
      } catch (StorageUnavailableException e) {
        databaseIs(false);
      } catch (RuntimeException | Error e) {
        // without this thread no answer would be stored
        failures += ProcessErrors.include(e) ? 0 : 1;
        log.error("storing answers failed", e);
      }
      Thread.sleep(BACKOFF.pause(attempt, random));
    }
    return false;
  }

  private void databaseIs(boolean there) {
    if (there && waiting) {
      log.info("answers no longer wait for the database");
    } else if (!there && !waiting) {
      log.warn("answers wait for the database");
    }
    waiting = !there;
  }
}
