package peyk.adapters.traccar.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.metrics.api.Counter;
import io.helidon.metrics.api.Tag;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.device.DeviceJson;
import peyk.adapters.traccar.event.EventReader;
import peyk.adapters.traccar.monitoring.Meters;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.application.monitoring.Metric;
import peyk.domain.tracker.TrackerEvent;

/**
 * Reads the frames of one connection piece by piece. Most of them are positions, and the first one
 * can have many megabytes. So a frame is classified by its first characters, and kept until it is
 * complete only if it can hold events or devices. For one thread at a time.
 */
final class FrameReader {
  private static final Logger log = LoggerFactory.getLogger(FrameReader.class);

  /** An event has at most some ten thousand characters, and a frame holds one device. */
  private static final int LONGEST_FRAME = 8 * 1024 * 1024;

  private static final int USUAL_CAPACITY = 64 * 1024;

  private final Map<FrameKind, Counter> frames = new EnumMap<>(FrameKind.class);
  private final Counter skipped;
  private final Counter malformed;
  private final LongConsumer onlineDevices;
  private final Runnable onEvent;
  private final StringBuilder kept = new StringBuilder();
  private @Nullable FrameKind kind;

  /**
   * @param onlineDevices takes the id of each device that a frame reports as online
   * @param onEvent runs once for each frame with events of any type
   */
  FrameReader(Meters meters, LongConsumer onlineDevices, Runnable onEvent) {
    for (var each : FrameKind.values()) {
      var tag = Tag.create("kind", each.name().toLowerCase(Locale.ROOT));
      frames.put(each, meters.counter(Metric.TRACCAR_SOCKET_FRAMES, tag));
    }
    skipped = meters.counter(Metric.TRACCAR_SOCKET_SKIPPED);
    malformed = meters.counter(Metric.TRACCAR_SOCKET_MALFORMED);
    this.onlineDevices = onlineDevices;
    this.onEvent = onEvent;
  }

  /**
   * Takes the next piece of a frame.
   *
   * @return the answers of trackers in the frame that this piece completes
   */
  List<TrackerEvent> read(CharSequence piece, boolean last) {
    kept.append(piece);
    if (kind == null) {
      kind = FrameKind.of(kept).orElse(null);
    }
    if (kind != null && !kind.isParsed()) {
      skipped.increment(kept.length());
      clear();
    } else if (kept.length() > LONGEST_FRAME) {
      malformed.increment();
      log.warn("traccar sent a frame that is too long kind={}", kind);
      kind = FrameKind.LOGS;
      clear();
    }
    return last ? finish() : List.of();
  }

  private void clear() {
    kept.setLength(0);
    if (kept.capacity() > USUAL_CAPACITY) {
      kept.trimToSize();
    }
  }

  private List<TrackerEvent> finish() {
    var complete = kind == null ? FrameKind.OTHER : kind;
    frames.getOrDefault(complete, malformed).increment();
    var answers = complete.isParsed() ? answers(kept.toString()) : List.<TrackerEvent>of();
    clear();
    kind = null;
    return answers;
  }

  private List<TrackerEvent> answers(String text) {
    try {
      var frame = LosslessJson.MAPPER.readTree(text);
      if (!frame.isObject()) {
        malformed.increment();
      }
      onlineIds(frame).forEach(onlineDevices);
      if (!frame.path("events").isEmpty()) {
        onEvent.run();
      }
      return frame
          .path("events")
          .valueStream()
          .filter(EventReader::isAnswer)
          .map(this::answer)
          .flatMap(Optional::stream)
          .toList();
    } catch (JsonProcessingException | NumberFormatException e) { // of an endless exponent
      malformed.increment();
      log.warn("traccar sent a frame that is not JSON length={}", text.length());
      return List.of();
    }
  }

  private static LongStream onlineIds(JsonNode frame) {
    var cameOnline =
        frame
            .path("events")
            .valueStream()
            .filter(EventReader::isDeviceOnline)
            .map(e -> e.path("deviceId"));
    var online =
        frame
            .path("devices")
            .valueStream()
            .filter(device -> new DeviceJson(device).isOnline())
            .map(d -> d.path("id"));
    return Stream.concat(cameOnline, online)
        .filter(JsonNode::canConvertToLong)
        .mapToLong(JsonNode::longValue)
        .filter(id -> id > 0);
  }

  private Optional<TrackerEvent> answer(JsonNode event) {
    var answer = EventReader.answer(event);
    if (answer.isEmpty()) {
      malformed.increment();
      log.warn("traccar sent an answer that cannot be read");
    }
    return answer;
  }
}
