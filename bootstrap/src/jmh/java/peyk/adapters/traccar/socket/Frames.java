package peyk.adapters.traccar.socket;

import io.helidon.metrics.api.Metrics;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import peyk.adapters.traccar.monitoring.Meters;
import peyk.domain.tracker.TrackerEvent;

/** Frames of Traccar's socket: one position is 600 characters, one piece 16,384. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Frames {
  private final String position =
      "{\"positions\":[{\"id\":1,\"deviceId\":7,\"protocol\":\"osmand\",\"attributes\":{\"x\":\"%s\"}}]}"
          .formatted("a".repeat(520));

  private final FrameReader reader =
      new FrameReader(new Meters(Metrics.createMeterRegistry()), device -> {}, () -> {});
  private final String first = "{\"positions\":[" + "a".repeat(16_384 - 14);
  private final String piece = "a".repeat(16_384);
  private final String event =
      "{\"events\":[{\"id\":18,\"attributes\":{\"result\":\"IMSI:432350123456789\",\"message\":\"car 1 said so\"},"
          + "\"deviceId\":3,\"type\":\"commandResult\",\"eventTime\":\"2026-11-22T09:17:03.157+00:00\","
          + "\"positionId\":37,\"geofenceId\":0}]}";

  @Benchmark
  public List<TrackerEvent> position() {
    return reader.read(position, true);
  }

  /** A first frame with a large fleet comes in many pieces: 1 MiB. */
  @Benchmark
  public List<TrackerEvent> megabyteOfPositions() {
    reader.read(first, false);
    for (int i = 0; i < 62; i++) {
      reader.read(piece, false);
    }
    return reader.read(piece, true);
  }

  @Benchmark
  public List<TrackerEvent> answer() {
    return reader.read(event, true);
  }
}
