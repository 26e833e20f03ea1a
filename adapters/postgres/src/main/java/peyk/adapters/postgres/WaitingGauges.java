package peyk.adapters.postgres;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.application.monitoring.Metric;
import peyk.domain.StorageUnavailableException;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.time.ClusterTime;

/**
 * Numbers of rows that an operator should watch. A number is counted every five seconds at most.
 */
final class WaitingGauges implements AutoCloseable {
  private static final long AGE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Counting further would only make a large backlog larger. */
  private static final int COUNT_AT_MOST = 100_000;

  private final Storage storage;
  private final ClusterTime clock;
  private final MeterRegistry metrics;
  private final List<Meter> meters = new ArrayList<>();

  WaitingGauges(Storage storage, ClusterTime clock, MeterRegistry metrics) {
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
    gauge(Metric.SIM_LOW_BALANCES, "sim_status WHERE balance < :watched", below);
  }

  void watchSchedules(Collection<ScheduleName> schedules) {
    gauge(
        Metric.SCHEDULES_LATE,
        """
        schedule
         WHERE name = ANY(:watched) AND NOT paused AND next_at < :now - interval '5 minutes'
        """,
        Columns.texts(schedules, ScheduleName::value));
  }

  private void gauge(Metric metric, String rows) {
    gauge(metric, rows, "");
  }

  private void gauge(Metric metric, String rows, Object watched) {
    var count = new Remembered(() -> count(rows, watched));
    meters.add(
        metrics.getOrCreate(
            Gauge.builder(metric.id(), count::get)
                .description(metric.description() + ", counted up to " + COUNT_AT_MOST)));
  }

  private long count(String rows, Object watched) {
    return storage
        .sql("SELECT count(*) FROM (SELECT 1 FROM %s LIMIT :atMost)".formatted(rows))
        .bind("atMost", COUNT_AT_MOST)
        .bind("now", clock.now())
        .bind("watched", watched)
        .one(Long.class);
  }

  @Override
  public void close() {
    meters.forEach(metrics::remove);
  }

  /** Keeps a count for a while. During an outage it keeps the last one. */
  private static final class Remembered {
    private final LongSupplier count;
    private long value;
    private long countedAt = System.nanoTime() - AGE_NANOS - 1;

    Remembered(LongSupplier count) {
      this.count = count;
    }

    synchronized Long get() {
      var now = System.nanoTime();
      if (now - countedAt > AGE_NANOS) {
        countedAt = now;
        try {
          value = count.getAsLong();
        } catch (StorageUnavailableException e) {
          // the health check reports it
        }
      }
      return value;
    }
  }
}
