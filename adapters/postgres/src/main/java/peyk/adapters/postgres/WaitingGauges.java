package peyk.adapters.postgres;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.application.monitoring.Metric;
import peyk.domain.StorageUnavailableException;
import peyk.domain.schedule.ScheduleName;

/** What the tables hold that somebody should watch; counted at most every few seconds. */
final class WaitingGauges implements AutoCloseable {
  private static final long AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Beyond that a backlog is a backlog; counting on would only add to it. */
  private static final int COUNT_AT_MOST = 100_000;

  private final Storage storage;
  private final InstantSource clock;
  private final MeterRegistry metrics;
  private final List<Meter> meters = new ArrayList<>();

  WaitingGauges(Storage storage, InstantSource clock, MeterRegistry metrics) {
    this.storage = storage;
    this.clock = clock;
    this.metrics = metrics;
    gauge(Metric.JOBS_DUE, "scheduled_tasks WHERE execution_time <= :now AND NOT picked");
    gauge(Metric.JOBS_FAILING, "scheduled_tasks WHERE consecutive_failures > 0");
    gauge(Metric.INBOX_WAITING, "event_inbox WHERE handled_at IS NULL");
    gauge(Metric.PATCHES_WAITING, "device_patch");
    gauge(Metric.COMMANDS_WAITING, "command WHERE state = 'wanted'");
    gauge(Metric.USSD_WAITING, "ussd_message WHERE handled_at IS NULL");
  }

  /**
   * @param below rials
   */
  void showBalances(long below) {
    gauge(Metric.SIM_LOW_BALANCES, "sim_status WHERE balance < :below", Map.of("below", below));
  }

  void watchSchedules(Collection<ScheduleName> schedules) {
    gauge(
        Metric.SCHEDULES_LATE,
        """
        schedule
         WHERE name = ANY(:names) AND NOT paused AND next_at < :now - interval '5 minutes'
        """,
        Map.of("names", schedules.stream().map(ScheduleName::value).toArray(String[]::new)));
  }

  private void gauge(Metric metric, String rows) {
    gauge(metric, rows, Map.of());
  }

  private void gauge(Metric metric, String rows, Map<String, Object> bound) {
    var value = new Remembered(() -> storage.with(handle -> count(handle, rows, bound)));
    meters.add(
        metrics.getOrCreate(
            Gauge.builder(metric.id(), value::get)
                .description(metric.description() + ", counted up to " + COUNT_AT_MOST)));
  }

  private long count(Handle handle, String rows, Map<String, Object> bound) {
    return handle
        .createQuery("SELECT count(*) FROM (SELECT 1 FROM %s LIMIT :atMost)".formatted(rows))
        .bind("atMost", COUNT_AT_MOST)
        .bind("now", Columns.time(clock.instant()))
        .bindMap(bound)
        .mapTo(Long.class)
        .one();
  }

  @Override
  public void close() {
    meters.forEach(metrics::remove);
  }

  /** A value that is looked up rarely; while it cannot be, the last one stands. */
  private static final class Remembered {
    private final LongSupplier lookUp;
    private long value;
    private long lookedUpAt;
    private boolean known;

    Remembered(LongSupplier lookUp) {
      this.lookUp = lookUp;
    }

    synchronized Long get() {
      var now = System.nanoTime();
      if (!known || now - lookedUpAt > AGE_NANOS) {
        try {
          value = lookUp.getAsLong();
        } catch (StorageUnavailableException e) {
          // that is for the health check to tell
        }
        known = true;
        lookedUpAt = now;
      }
      return value;
    }
  }
}
