package peyk.adapters.postgres.base;

import com.zaxxer.hikari.HikariDataSource;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.Meter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import peyk.application.monitoring.Metric;

/** How long callers wait for a connection and hold it, and what the pool has. */
final class StorageMeters {
  private final MeterRegistry registry;
  private final Timer waits;
  private final Timer successes;
  private final Timer failures;

  StorageMeters(MeterRegistry registry) {
    this.registry = registry;
    waits = timer(Metric.DATABASE_WAITS, List.of());
    successes = timer(Metric.DATABASE_CALLS, List.of(Tag.create("outcome", "success")));
    failures = timer(Metric.DATABASE_CALLS, List.of(Tag.create("outcome", "failed")));
  }

  /**
   * @param callers that wait for a connection
   * @return the new gauges, to be removed together with the pool
   */
  List<Meter> watch(HikariDataSource pool, Supplier<Integer> callers) {
    var connections = pool.getHikariPoolMXBean();
    return List.of(
        gauge(Metric.DATABASE_CALLERS_WAITING, List.of(), callers),
        gauge(Metric.DATABASE_CONNECTIONS_LIMIT, List.of(), pool::getMaximumPoolSize),
        gauge(
            Metric.DATABASE_CONNECTIONS,
            List.of(Tag.create("state", "active")),
            connections::getActiveConnections),
        gauge(
            Metric.DATABASE_CONNECTIONS,
            List.of(Tag.create("state", "idle")),
            connections::getIdleConnections));
  }

  void remove(List<Meter> gauges) {
    gauges.forEach(registry::remove);
  }

  /**
   * @param from as {@link System#nanoTime()}
   */
  void waited(long from) {
    record(waits, from);
  }

  void succeeded(long from) {
    record(successes, from);
  }

  void failed(long from) {
    record(failures, from);
  }

  private static void record(Timer timer, long from) {
    timer.record(System.nanoTime() - from, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Metric metric, List<Tag> tags) {
    return registry.getOrCreate(
        Timer.builder(metric.id())
            .description(metric.description())
            .percentiles(new double[0])
            .buckets(Metric.latencyBuckets())
            .tags(tags));
  }

  private Meter gauge(Metric metric, List<Tag> tags, Supplier<Integer> number) {
    return registry.getOrCreate(
        Gauge.builder(metric.id(), number).description(metric.description()).tags(tags));
  }
}
