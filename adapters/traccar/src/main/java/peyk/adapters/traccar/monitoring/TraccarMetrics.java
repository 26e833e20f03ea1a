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
              Counter.builder("peyk_traccar_socket_frames")
                  .description("Frames that came by Traccar's socket")
                  .tags(List.of(Tag.create("kind", Text.lowerCase(kind.name()))))));
    }
    skipped = counter("peyk_traccar_socket_skipped", "Bytes of frames that were skipped unread");
    malformed = counter("peyk_traccar_socket_malformed", "Frames or events that could not be read");
    events = counter("peyk_traccar_socket_events", "Trackers' answers that came by the socket");
    online =
        counter(
            "peyk_traccar_devices_online",
            "How often the socket said of a device that it is online, and that was news");
    onlineDropped =
        counter(
            "peyk_traccar_devices_online_dropped",
            "Of these, how often it was left to the next link check, because too many came");
    reconnects = counter("peyk_traccar_socket_reconnects", "How often the socket was opened again");
  }

  private Counter counter(String name, String description) {
    return registry.getOrCreate(Counter.builder(name).description(description));
  }

  public void watch(CircuitBreaker breaker) {
    registry.getOrCreate(
        Gauge.builder("peyk_traccar_breaker", () -> level(breaker.state()))
            .description("Whether Traccar is asked at all: 0 yes, 1 on trial, 2 no"));
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
        Gauge.builder("peyk_traccar_socket_connected", () -> connected.getAsBoolean() ? 1 : 0)
            .description("Whether Traccar's socket is open"));
    registry.getOrCreate(
        Gauge.builder("peyk_traccar_socket_silence", silentSeconds::getAsDouble)
            .baseUnit("seconds")
            .description("Time since the last frame"));
  }

  public void watchEvents(DoubleSupplier secondsSinceLast, DoubleSupplier answerDelaySeconds) {
    registry.getOrCreate(
        Gauge.builder("peyk_traccar_last_event_age", secondsSinceLast::getAsDouble)
            .baseUnit("seconds")
            .description(
                "Time since the last event came by the socket, or since the start if none did"));
    registry.getOrCreate(
        Gauge.builder("peyk_traccar_answer_delay", answerDelaySeconds::getAsDouble)
            .baseUnit("seconds")
            .description(
                "How late trackers' answers usually come, after Traccar has received them; 0 = none came of late"));
  }

  public void called(String operation, String outcome, Duration took) {
    calls.computeIfAbsent(new CallKind(operation, outcome), this::timer).record(took);
  }

  private Timer timer(CallKind kind) {
    return registry.getOrCreate(
        Timer.builder("peyk_traccar_calls")
            .description("Calls to Traccar")
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
