package peyk.adapters.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerEvent;

/**
 * The needed part of an event that Traccar forwards: {@code {"event":{…},"position":{…},
 * "device":{…}}}. Traccar forwards events of all types and all devices, whether they have
 * notifications or not. The event is the same that its socket sends, without a {@code message}.
 *
 * @param answer of a tracker, if the event is one
 * @param online the device, if it is online
 */
record ForwardedEvent(Optional<TrackerEvent> answer, Optional<DeviceId> online) {
  private static final int DEEPEST = 50;

  /** Traccar's producer sends records of 1 MB at most. */
  private static final int LONGEST = 2 * 1024 * 1024;

  /** A database cannot store any time. */
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .build();

  /** Empty if it is no event of Traccar, or an answer that cannot be read. */
  static Optional<ForwardedEvent> read(byte @Nullable [] json) {
    if (json == null || json.length > LONGEST) {
      return Optional.empty();
    }
    try {
      return read(MAPPER.readTree(json));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<ForwardedEvent> read(JsonNode record) {
    var event = record.path("event");
    var device = event.path("deviceId");
    if (!event.path("type").isTextual() || !device.canConvertToLong() || device.longValue() <= 0) {
      return Optional.empty();
    }
    var id = new DeviceId(device.longValue());
    var online = isOnline(record) ? Optional.of(id) : Optional.<DeviceId>empty();
    return event.path("type").textValue().equals("commandResult")
        ? answer(id, event).map(answer -> new ForwardedEvent(Optional.of(answer), online))
        : Optional.of(new ForwardedEvent(Optional.empty(), online));
  }

  private static boolean isOnline(JsonNode record) {
    return record.path("event").path("type").textValue().equals("deviceOnline")
        || "online".equals(record.path("device").path("status").textValue());
  }

  private static Optional<TrackerEvent> answer(DeviceId device, JsonNode event) {
    var id = event.path("id");
    var result = event.path("attributes").path("result");
    if (!id.canConvertToLong() || !result.isValueNode() || result.isNull()) {
      return Optional.empty();
    }
    return time(event.path("eventTime").asText())
        .map(at -> new TrackerEvent(id.longValue(), device, at, result.asText()));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant())
          .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(LATEST));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
