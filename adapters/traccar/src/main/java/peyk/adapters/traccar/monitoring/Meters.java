package peyk.adapters.traccar.monitoring;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.IntSupplier;
import peyk.application.monitoring.Metric;

/** The meters of a registry. Each is created when it is asked for first. */
public record Meters(MeterRegistry registry) {
  public Counter counter(Metric metric, Tag... tags) {
    return registry.getOrCreate(
        Counter.builder(metric.id()).description(metric.description()).tags(List.of(tags)));
  }

  public Timer timer(Metric metric, Tag... tags) {
    return registry.getOrCreate(
        Timer.builder(metric.id())
            .description(metric.description())
            .percentiles(new double[0])
            .buckets(Metric.latencyBuckets())
            .tags(List.of(tags)));
  }

  public void gauge(Metric metric, IntSupplier value) {
    registry.getOrCreate(
        Gauge.builder(metric.id(), value::getAsInt).description(metric.description()));
  }

  public void secondsGauge(Metric metric, DoubleSupplier seconds) {
    registry.getOrCreate(
        Gauge.builder(metric.id(), seconds::getAsDouble)
            .baseUnit("seconds")
            .description(metric.description()));
  }
}
