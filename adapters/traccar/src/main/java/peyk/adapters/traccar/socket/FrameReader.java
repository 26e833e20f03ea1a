package peyk.adapters.traccar.socket;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.traccar.device.DeviceJson;
import peyk.adapters.traccar.event.EventReader;
import peyk.adapters.traccar.monitoring.TraccarMetrics;
import peyk.adapters.traccar.online.OnlineDeviceScanner;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.domain.tracker.TrackerEvent;

/**
 * Reads the frames of one connection piece by piece as they come. Nearly all of them are positions
 * and devices, the first of which can be many megabytes: a frame is judged by its first letters,
 * and only what can hold an event is kept until it is complete. For one thread at a time.
 */
final class FrameReader {
  private static final Logger log = LoggerFactory.getLogger(FrameReader.class);

  /** An event has at most some ten thousand characters. */
  private static final int LONGEST = 8 * 1024 * 1024;

  private static final int USUAL = 64 * 1024;

  private final TraccarMetrics metrics;
  private final LongConsumer online;
  private final Runnable heardEvent;
  private final OnlineDeviceScanner devices;
  private final StringBuilder kept = new StringBuilder();
  private @Nullable FrameKind kind;

  /**
   * @param online is given the id of each device that is online, whenever a frame says so
   * @param heardEvent is run for each frame with events, whatever they are
   */
  FrameReader(TraccarMetrics metrics, LongConsumer online, Runnable heardEvent) {
    this.metrics = metrics;
    this.online = online;
    this.heardEvent = heardEvent;
    devices = new OnlineDeviceScanner(online);
  }

  /**
   * Takes the next piece of a frame.
   *
   * @return the answers of trackers that have arrived completely with it
   */
  List<TrackerEvent> read(CharSequence piece, boolean last) {
    if (kind == null || kind.isWorthReading()) {
      keep(piece);
    } else if (kind == FrameKind.DEVICES) {
      devices.read(piece);
    } else {
      metrics.skipped(piece.length());
    }
    return last ? finish() : List.of();
  }

  private void keep(CharSequence piece) {
    if (kind == null) {
      kind = FrameKind.of(kept.isEmpty() ? piece : kept + piece.toString()).orElse(null);
    }
    if (kind == FrameKind.DEVICES) {
      devices.begin();
      devices.read(kept);
      devices.read(piece);
      kept.setLength(0);
    } else if (kind != null && !kind.isWorthReading()) {
      metrics.skipped(kept.length() + piece.length());
      kept.setLength(0);
    } else if (kept.length() + piece.length() > LONGEST) {
      metrics.malformed();
      log.warn("traccar sent a frame that is too long for an event kind={}", kind);
      kind = FrameKind.LOGS;
      release();
    } else {
      kept.append(piece);
    }
  }

  private void release() {
    kept.setLength(0);
    if (kept.capacity() > USUAL) {
      kept.trimToSize();
    }
  }

  private List<TrackerEvent> finish() {
    var complete = kind == null ? FrameKind.OTHER : kind;
    metrics.frame(complete);
    if (complete == FrameKind.DEVICES && !devices.isComplete()) {
      metrics.malformed();
    }
    var events = complete.isWorthReading() ? events(kept.toString()) : List.<TrackerEvent>of();
    release();
    kind = null;
    return events;
  }

  private List<TrackerEvent> events(String text) {
    try {
      var frame = LosslessJson.MAPPER.readTree(text);
      if (!frame.isObject()) {
        metrics.malformed();
      }
      tellOnline(frame);
      if (frame.path("events").size() > 0) {
        heardEvent.run();
      }
      return frame.path("events").valueStream().flatMap(event -> answer(event).stream()).toList();
    } catch (JsonProcessingException e) {
      metrics.malformed();
      log.warn("traccar sent a frame that is no JSON length={}", text.length());
      return List.of();
    }
  }

  private void tellOnline(JsonNode frame) {
    frame.path("events").valueStream().flatMapToLong(EventReader::online).forEach(online);
    frame
        .path("devices")
        .valueStream()
        .filter(device -> new DeviceJson(device).isOnline())
        .mapToLong(device -> device.path("id").asLong())
        .filter(id -> id > 0)
        .forEach(online);
  }

  private List<TrackerEvent> answer(JsonNode event) {
    if (!EventReader.isAnswer(event)) {
      return List.of();
    }
    var answer = EventReader.read(event);
    if (answer.isEmpty()) {
      metrics.malformed();
      log.warn("traccar sent an answer that cannot be read");
    }
    return answer.map(List::of).orElseGet(List::of);
  }
}
