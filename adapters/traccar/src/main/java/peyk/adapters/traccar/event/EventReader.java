package peyk.adapters.traccar.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerEvent;

/** Reads the events that matter here, from the socket and from reports. */
public final class EventReader {
  static final String COMMAND_RESULT = "commandResult";
  static final String DEVICE_ONLINE = "deviceOnline";

  /** Zones with a colon and, from older servers, without. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX]");

  /** A database cannot store any time. */
  private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

  private EventReader() {}

  public static boolean isAnswer(JsonNode event) {
    return LosslessJson.text(event, "type").equals(COMMAND_RESULT);
  }

  public static boolean isDeviceOnline(JsonNode event) {
    return LosslessJson.text(event, "type").equals(DEVICE_ONLINE);
  }

  /** An answer; empty for any other event, and for an answer that cannot be read. */
  public static Optional<TrackerEvent> answer(JsonNode event) {
    var id = event.path("id");
    var device = event.path("deviceId");
    var result = event.path("attributes").path("result");
    if (!isAnswer(event)
        || !id.canConvertToLong()
        || !device.canConvertToLong()
        || !result.isValueNode()
        || result.isNull()) {
      return Optional.empty();
    }
    return time(LosslessJson.text(event, "eventTime"))
        .map(at ->
            new TrackerEvent(
                id.longValue(), new DeviceId(device.longValue()), at, result.asText()));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, TIME).toInstant())
          .filter(at -> at.isAfter(Instant.EPOCH) && at.isBefore(LATEST));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
