package peyk.adapters.kafka;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Records as Traccar 6.14 forwards them. */
public final class Forwarded {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSxxx");
  public static final Instant AT = Instant.parse("2026-11-22T09:28:02.160Z");

  private Forwarded() {}

  /** A tracker's answer; without the position that Traccar made of it. */
  public static String answer(long id, long device, String result) {
    return answer(id, device, result, AT, "unknown");
  }

  public static String answer(long id, long device, String result, Instant at, String status) {
    return event(id, device, "commandResult", "{\"result\":\"" + result + "\"}", at, status);
  }

  public static String online(long id, long device) {
    return event(id, device, "deviceOnline", "{}", AT, "online");
  }

  public static String event(
      long id, long device, String type, String attributes, Instant at, String status) {
    var time = TIME.format(OffsetDateTime.ofInstant(at, ZoneOffset.UTC));
    return """
    {"event":{"id":%1$d,"attributes":%4$s,"deviceId":%2$d,"type":"%3$s","eventTime":"%5$s",\
    "positionId":8,"geofenceId":0,"maintenanceId":0},\
    "device":{"id":%2$d,"attributes":{},"groupId":0,"calendarId":0,"name":"T950","uniqueId":\
    "35012345%2$07d","status":"%6$s","lastUpdate":"%5$s","positionId":8,"phone":null,\
    "model":"T950","contact":null,"category":null,"disabled":false,"expirationTime":null}}\
    """
        .formatted(id, device, type, attributes, time, status);
  }
}
