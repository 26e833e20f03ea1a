package peyk.adapters.traccar.monitoring;

import io.helidon.faulttolerance.CircuitBreaker;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Gauge;
import io.helidon.metrics.api.MeterRegistry;
import io.helidon.metrics.api.Tag;
import io.helidon.metrics.api.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import peyk.adapters.traccar.rest.Text;
import peyk.adapters.traccar.socket.FrameKind;
import peyk.application.monitoring.Metric;

/** What can be counted about Traccar. */
public final class TraccarMetrics {
  private record CallKind(String operation, String outcome) {}

  private final MeterRegistry registry;
  private final Map<CallKind, Timer> calls = new ConcurrentHashMap<>();
  private final Map<FrameKind, Counter> frames = new EnumMap<>(FrameKind.class);
  private final Counter skipped;
  private final Counter malformed;
  private final Counter events;
  private final Counter online;
  private final Counter onlineDropped;
  private final Counter reconnects;

  public TraccarMetrics(MeterRegistry registry) {
    this.registry = registry;
    for (var kind : FrameKind.values()) {
      frames.put(
          kind,
          registry.getOrCreate(
              Counter.builder(Metric.TRACCAR_SOCKET_FRAMES.id())
                  .description(Metric.TRACCAR_SOCKET_FRAMES.description())
                  .tags(List.of(Tag.create("kind", Text.lowerCase(kind.name()))))));
    }
    skipped = counter(Metric.TRACCAR_SOCKET_SKIPPED);
    malformed = counter(Metric.TRACCAR_SOCKET_MALFORMED);
    events = counter(Metric.TRACCAR_SOCKET_EVENTS);
    online = counter(Metric.TRACCAR_DEVICES_ONLINE);
    onlineDropped = counter(Metric.TRACCAR_DEVICES_ONLINE_DROPPED);
    reconnects = counter(Metric.TRACCAR_SOCKET_RECONNECTS);
  }

  private Counter counter(Metric metric) {
    return registry.getOrCreate(Counter.builder(metric.id()).description(metric.description()));
  }

  public void watch(CircuitBreaker breaker) {
    registry.getOrCreate(
        Gauge.builder(Metric.TRACCAR_BREAKER.id(), () -> level(breaker.state()))
            .description(Metric.TRACCAR_BREAKER.description()));
  }

  private static int level(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  public void watchSocket(BooleanSupplier connected, DoubleSupplier silentSeconds) {
    registry.getOrCreate(
        Gauge.builder(Metric.TRACCAR_SOCKET_CONNECTED.id(), () -> connected.getAsBoolean() ? 1 : 0)
            .description(Metric.TRACCAR_SOCKET_CONNECTED.description()));
    registry.getOrCreate(
        Gauge.builder(Metric.TRACCAR_SOCKET_SILENCE.id(), silentSeconds::getAsDouble)
            .baseUnit("seconds")
            .description(Metric.TRACCAR_SOCKET_SILENCE.description()));
  }

  public void watchEvents(DoubleSupplier secondsSinceLast, DoubleSupplier answerDelaySeconds) {
    registry.getOrCreate(
        Gauge.builder(Metric.TRACCAR_LAST_EVENT_AGE.id(), secondsSinceLast::getAsDouble)
            .baseUnit("seconds")
            .description(Metric.TRACCAR_LAST_EVENT_AGE.description()));
    registry.getOrCreate(
        Gauge.builder(Metric.TRACCAR_ANSWER_DELAY.id(), answerDelaySeconds::getAsDouble)
            .baseUnit("seconds")
            .description(Metric.TRACCAR_ANSWER_DELAY.description()));
  }

  public void called(String operation, String outcome, Duration took) {
    calls.computeIfAbsent(new CallKind(operation, outcome), this::timer).record(took);
  }

  private Timer timer(CallKind kind) {
    return registry.getOrCreate(
        Timer.builder(Metric.TRACCAR_CALLS.id())
            .description(Metric.TRACCAR_CALLS.description())
            .tags(
                List.of(
                    Tag.create("operation", kind.operation()),
                    Tag.create("outcome", kind.outcome()))));
  }

  public void frame(FrameKind kind) {
    frames.getOrDefault(kind, malformed).increment();
  }

  public void skipped(long bytes) {
    skipped.increment(bytes);
  }

  public void malformed() {
    malformed.increment();
  }

  public void events(int count) {
    events.increment(count);
  }

  public void online(int devices) {
    online.increment(devices);
  }

  public void onlineDropped() {
    onlineDropped.increment();
  }

  public void reconnected() {
    reconnects.increment();
  }
}
