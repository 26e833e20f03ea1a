package peyk.adapters.http.server;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import peyk.application.monitoring.Metric;

/** Counts what becomes of requests: {@code peyk_otp_requests{outcome="sent"}} and the like. */
public final class OutcomeCounters {
  private record Series(Metric metric, String outcome) {}

  private final MeterRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  public OutcomeCounters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param outcome one of a few fixed words
   */
  public void count(Metric metric, String outcome) {
    counters.computeIfAbsent(new Series(metric, outcome), this::create).increment();
  }

  private Counter create(Series series) {
    return registry.getOrCreate(
        Counter.builder(series.metric().id())
            .description(series.metric().description())
            .addTag(Tag.create("outcome", series.outcome())));
  }
}
