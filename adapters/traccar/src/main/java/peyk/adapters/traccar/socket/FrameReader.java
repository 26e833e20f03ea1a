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
 * Reads the frames of one connection piece by piece. Nearly all of them are positions and devices,
 * and the first ones can have many megabytes. So a frame is classified by its first characters, and
 * only a frame that can hold events is kept until it is complete. For one thread at a time.
 */
final class FrameReader {
  private static final Logger log = LoggerFactory.getLogger(FrameReader.class);

  /** An event has at most some ten thousand characters. */
  private static final int LONGEST_FRAME = 8 * 1024 * 1024;

  private static final int USUAL_CAPACITY = 64 * 1024;

  private final Map<FrameKind, Counter> frames = new EnumMap<>(FrameKind.class);
  private final Counter skipped;
  private final Counter malformed;
  private final LongConsumer onlineDevices;
  private final Runnable onEvent;
  private final OnlineDeviceScanner scanner;
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
    scanner = new OnlineDeviceScanner(onlineDevices);
  }

  /**
   * Takes the next piece of a frame.
   *
   * @return the answers of trackers in the frame that this piece completes
   */
  List<TrackerEvent> read(CharSequence piece, boolean last) {
    if (kind == null || kind.mayHoldEvents()) {
      keep(piece);
    } else if (kind == FrameKind.DEVICES) {
      scanner.read(piece);
    } else {
      skipped.increment(piece.length());
    }
    return last ? finish() : List.of();
  }

  private void keep(CharSequence piece) {
    if (kind == null) {
      kind = FrameKind.of(kept.isEmpty() ? piece : kept + piece.toString()).orElse(null);
    }
    if (kind == FrameKind.DEVICES) {
      scanner.begin();
      scanner.read(kept);
      scanner.read(piece);
      kept.setLength(0);
    } else if (kind != null && !kind.mayHoldEvents()) {
      skipped.increment(kept.length() + piece.length());
      kept.setLength(0);
    } else if (kept.length() + piece.length() > LONGEST_FRAME) {
      malformed.increment();
      log.warn("traccar sent a frame that is too long for events kind={}", kind);
      kind = FrameKind.LOGS;
      clear();
    } else {
      kept.append(piece);
    }
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
    if (complete == FrameKind.DEVICES && !scanner.isComplete()) {
      malformed.increment();
    }
    var answers = complete.mayHoldEvents() ? answers(kept.toString()) : List.<TrackerEvent>of();
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
      reportOnline(frame);
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
    } catch (JsonProcessingException e) {
      malformed.increment();
      log.warn("traccar sent a frame that is not JSON length={}", text.length());
      return List.of();
    }
  }

  private void reportOnline(JsonNode frame) {
    frame
        .path("events")
        .valueStream()
        .map(EventReader::deviceOnline)
        .forEach(device -> device.ifPresent(onlineDevices));
    frame
        .path("devices")
        .valueStream()
        .filter(device -> new DeviceJson(device).isOnline())
        .mapToLong(device -> device.path("id").asLong())
        .filter(id -> id > 0)
        .forEach(onlineDevices);
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
