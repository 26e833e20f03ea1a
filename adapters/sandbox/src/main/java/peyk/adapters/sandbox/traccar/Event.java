package peyk.adapters.sandbox.traccar;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event with the fields and the order of Traccar's JSON. */
record Event(
    long id,
    Map<String, @Nullable Object> attributes,
    long deviceId,
    String type,
    Instant eventTime,
    long positionId,
    long geofenceId,
    long maintenanceId) {
  static final String COMMAND_RESULT = "commandResult";
  static final String QUEUED_COMMAND_SENT = "queuedCommandSent";

  Event(
      long id,
      Map<String, @Nullable Object> attributes,
      long deviceId,
      String type,
      Instant eventTime,
      long positionId) {
    this(id, attributes, deviceId, type, eventTime, positionId, 0, 0);
  }

  /** The event as the socket carries it, with a message for people among its attributes. */
  Event withMessage(String message) {
    var withMessage = new LinkedHashMap<String, @Nullable Object>(attributes);
    withMessage.put("message", message);
    return new Event(id, withMessage, deviceId, type, eventTime, positionId);
  }
}
