package peyk.adapters.postgres;

import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.base.Columns;
import peyk.adapters.postgres.base.Storage;
import peyk.adapters.postgres.job.JobCounts;
import peyk.application.monitoring.Metric;
import peyk.application.monitoring.Refreshed;
import peyk.domain.StorageUnavailableException;
import peyk.domain.job.JobCount;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.ScheduleName;
import peyk.domain.time.ClusterTime;

/**
 * Numbers of rows that an operator should watch. Two statements count them all, every five seconds
 * at most. During an outage the last numbers stay, and reading them takes no longer.
 */
public final class WaitingGauges implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WaitingGauges.class);

  private static final Refreshed.Pace PACE =
      new Refreshed.Pace(Duration.ofSeconds(5), Duration.ofSeconds(2), System::nanoTime);

  /** Counting further would only make a large backlog larger. */
  private static final int COUNT_AT_MOST = JobCounts.AT_MOST;

  private static final String LIMIT = ", counted up to " + COUNT_AT_MOST;

  private record Counts(Map<Metric, Long> rows, List<JobCount> jobs) {
    long jobs(JobKind kind, JobCount.State state) {
      return jobs.stream()
          .filter(count -> count.kind() == kind && count.state() == state)
          .mapToLong(JobCount::jobs)
          .sum();
    }
  }

  private final Storage storage;
  private final ClusterTime clock;
  private final MeterRegistry metrics;
  private final List<Meter> meters = new ArrayList<>();
  private final Map<Metric, String> tables = new LinkedHashMap<>();
  private final Map<String, Object> watched = new HashMap<>();
  private final Refreshed<Counts> counts =
      new Refreshed<>(
          new Counts(Map.of(), List.of()), this::count, PACE, WaitingGauges::notCounted);

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
    for (var kind : JobKind.values()) {
      for (var state : JobCount.State.values()) {
        jobGauge(kind, state);
      }
    }
    meters.add(
        metrics.getOrCreate(
            Gauge.builder(Metric.DATABASE_UP.id(), () -> counts.isKnown() ? 1 : 0)
                .description(Metric.DATABASE_UP.description())));
  }

  /**
   * Adds a gauge of the SIMs with a low balance.
   *
   * @param below rials
   */
  public synchronized void showBalances(long below) {
    watched.put("below", below);
    gauge(Metric.SIM_LOW_BALANCES, "sim_status WHERE balance < :below");
  }

  /** Adds a gauge of those of these schedules that fire too late. */
  public synchronized void watchSchedules(Collection<ScheduleName> schedules) {
    watched.put("names", Columns.texts(schedules, ScheduleName::value));
    gauge(
        Metric.SCHEDULES_LATE,
        """
        schedule
         WHERE name = ANY(:names) AND NOT paused AND next_at < :now - interval '5 minutes'
        """);
  }

  private void gauge(Metric metric, String table) {
    tables.put(metric, table);
    meters.add(
        metrics.getOrCreate(
            Gauge.builder(metric.id(), () -> counts.latest().rows().getOrDefault(metric, 0L))
                .description(metric.description() + LIMIT)));
  }

  /** An outage is reported by the health check. */
  private static void notCounted(Throwable failure) {
    if (!(failure instanceof StorageUnavailableException)) {
      log.error("rows were not counted", failure);
    }
  }

  private void jobGauge(JobKind kind, JobCount.State state) {
    meters.add(
        metrics.getOrCreate(
            Gauge.builder(Metric.JOBS.id(), () -> counts.latest().jobs(kind, state))
                .description(Metric.JOBS.description() + LIMIT)
                .tags(
                    List.of(Tag.create("kind", kind.word()), Tag.create("state", state.word())))));
  }

  private Counts count() {
    return new Counts(countRows(), JobCounts.all(storage, clock));
  }

  private synchronized Map<Metric, Long> countRows() {
    var columns =
        tables.entrySet().stream()
            .map(one ->
                "(SELECT count(*) FROM (SELECT 1 FROM %s LIMIT :atMost)) AS %s"
                    .formatted(one.getValue(), one.getKey()))
            .collect(Collectors.joining(", "));
    var select =
        storage.sql("SELECT " + columns).bind("atMost", COUNT_AT_MOST).bind("now", clock.now());
    watched.forEach(select::bind);
    return select.one(row -> {
      var found = new HashMap<Metric, Long>();
      for (var metric : tables.keySet()) {
        found.put(metric, row.getLong(metric.name()));
      }
      return found;
    });
  }

  @Override
  public void close() {
    meters.forEach(metrics::remove);
  }
}
