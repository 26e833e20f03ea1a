package peyk.adapters.http.server;

import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts what becomes of requests: {@code peyk_otp_requests{outcome="sent"}} and the like. */
public final class OutcomeCounters {
  private record Series(String name, String outcome) {}

  private final MeterRegistry registry;
  private final Map<Series, Counter> counters = new ConcurrentHashMap<>();

  public OutcomeCounters(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * @param outcome one of a few fixed words
   */
  public void count(String name, String outcome) {
    counters.computeIfAbsent(new Series(name, outcome), this::create).increment();
  }

  private Counter create(Series series) {
    return registry.getOrCreate(
        Counter.builder(series.name()).addTag(Tag.create("outcome", series.outcome())));
  }
}
