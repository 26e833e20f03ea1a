package peyk.adapters.postgres.tracker;

import io.helidon.metrics.api.Counter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Sha256;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobSignal;
import peyk.application.monitoring.Spans;
import peyk.domain.job.JobKind;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.TrackerEvent;

/** The events in {@code event_inbox}. */
public record JdbiEventInbox(Storage storage, JobSignal signal, ClusterTime clock, Counter stored)
    implements EventInbox {
  /**
   * Numbers the events as they came, but stores them, and wakes the jobs, in an order that all
   * replicas share: two that received the same do not wait for each other in a circle.
   */
  @Override
  public int store(List<TrackerEvent> events) {
    events.forEach(event -> Spans.wakes(JobKind.UPDATE_DEVICE.word(), event.device().toString()));
    if (events.isEmpty()) {
      return 0;
    }
    int count =
        storage
            .sql(
                """
                WITH heard AS (
                  SELECT nextval('device_change_sequence') AS sequence, event.*
                    FROM unnest(:ids, :fingerprints, :devices, :times, :results)
                      AS event (id, fingerprint, device_id, at, result)
                ),
                stored AS (
                  INSERT INTO event_inbox (sequence, event_id, fingerprint, device_id,
                         event_time, result, received_at)
                  SELECT sequence, id, fingerprint, device_id, at, result, :now
                    FROM heard
                   ORDER BY id, fingerprint, sequence
                  ON CONFLICT (event_id, fingerprint) DO NOTHING
                  RETURNING device_id
                )
                SELECT count(*), wake_jobs(:kind, array_agg(DISTINCT device_id::text), :now)
                  FROM stored
                """)
            .bind("ids", Columns.longs(events, TrackerEvent::id))
            .bind("fingerprints", Columns.longs(events, JdbiEventInbox::fingerprint))
            .bind("devices", Columns.longs(events, event -> event.device().value()))
            .bind("times", Columns.times(events, TrackerEvent::at))
            .bind("results", Columns.texts(events, TrackerEvent::result))
            .bind("kind", JobKind.UPDATE_DEVICE.word())
            .bind("now", clock.now())
            .one(Integer.class);
    if (count > 0) {
      stored.increment(count);
      signal.fire();
    }
    return count;
  }

  /**
   * Tells events apart that share id 0 by all they have, and those with an id of their own by what
   * was said, in case a new Traccar counts from 1 again. The time of these is left out: some
   * databases give it back rounded.
   */
  private static long fingerprint(TrackerEvent event) {
    var said = event.device() + " " + Columns.text(event.result());
    return Sha256.number(
        event.id() > 0 ? said : event.at().truncatedTo(ChronoUnit.MICROS) + " " + said);
  }

  @Override
  public Instant completeUntil() {
    return storage
        .sql("SELECT heard_until FROM listening")
        .one(row -> Columns.instant(row, "heard_until"));
  }

  @Override
  public void completeUntil(Instant instant) {
    storage
        .sql(
            """
            UPDATE listening
               SET heard_until = :instant
             WHERE heard_until < :instant OR heard_until > :now
            """)
        .bind("now", clock.now())
        .bind("instant", instant)
        .execute();
  }
}
