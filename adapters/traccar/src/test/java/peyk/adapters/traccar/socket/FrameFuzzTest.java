package peyk.adapters.traccar.socket;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.monitoring.Meters;
import peyk.domain.Mutations;

/** Whatever comes by Traccar's socket, the frame after it is read as if nothing had been. */
class FrameFuzzTest {
  private static final String GOOD =
      "{\"events\":[{\"id\":18,\"attributes\":{\"result\":\"PASS:1\"},\"deviceId\":3,"
          + "\"type\":\"commandResult\",\"eventTime\":\"2026-11-22T09:17:03.157+00:00\"}]}";

  private final FrameReader frames =
      new FrameReader(
          new Meters(Metrics.createMeterRegistry()), id -> assertThat(id).isPositive(), () -> {});

  @Test
  void any_frame() {
    Mutations.feed(
        FrameFuzzTest.class,
        "frames",
        500,
        300_000,
        input -> {
          var text = new String(input, StandardCharsets.UTF_8);
          var middle = text.length() / 2;
          frames.read(text.substring(0, middle), false);
          frames
              .read(text.substring(middle), true)
              .forEach(answer -> assertThat(answer.device().value()).isPositive());
          assertThat(frames.read(GOOD, true)).hasSize(1);
        });
  }
}
