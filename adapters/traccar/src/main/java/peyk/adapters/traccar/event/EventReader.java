package peyk.adapters.traccar.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.TrackerEvent;

/** Reads the events that matter here, from the socket and from the report alike. */
public final class EventReader {
  public static final String COMMAND_RESULT = "commandResult";
  public static final String DEVICE_ONLINE = "deviceOnline";

  /** Zones with a colon and, from older servers, without. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss[.SSSSSSSSS][.SSSSSS][.SSS][XXX][XX]");

  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private EventReader() {}

  /** The part of a report's query that says of when the events are to be. */
  public static String period(Instant from, Instant to) {
    return "&from=" + MILLIS.format(from) + "&to=" + MILLIS.format(to);
  }

  public static boolean isAnswer(JsonNode event) {
    return LosslessJson.text(event, "type").equals(COMMAND_RESULT);
  }

  /** The id of a device that came online; none for anything else. */
  public static LongStream online(JsonNode event) {
    var device = event.path("deviceId");
    return LosslessJson.text(event, "type").equals(DEVICE_ONLINE) && device.canConvertToLong()
        ? LongStream.of(device.longValue())
        : LongStream.empty();
  }

  /** An answer; empty for anything else, and for an answer that cannot be read. */
  public static Optional<TrackerEvent> read(JsonNode event) {
    var device = event.path("deviceId");
    var result = event.path("attributes").path("result");
    if (!isAnswer(event)
        || !event.path("id").canConvertToLong()
        || !device.canConvertToLong()
        || !result.isValueNode()
        || result.isNull()) {
      return Optional.empty();
    }
    return time(LosslessJson.text(event, "eventTime"))
        .map(at ->
            new TrackerEvent(
                event.path("id").longValue(),
                new DeviceId(device.longValue()),
                at,
                result.asText()));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text, TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
