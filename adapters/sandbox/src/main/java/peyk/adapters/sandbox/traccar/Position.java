package peyk.adapters.sandbox.traccar;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A position with the fields and the order of Traccar's JSON. */
record Position(
    long id,
    Map<String, @Nullable Object> attributes,
    long deviceId,
    String protocol,
    Instant serverTime,
    Instant deviceTime,
    Instant fixTime,
    boolean valid,
    double latitude,
    double longitude,
    double altitude,
    double speed,
    double course,
    @Nullable String address,
    double accuracy,
    @Nullable Object network,
    @Nullable Object geofenceIds) {

  private static final String TELTONIKA = "teltonika";

  /** A GPS fix in Tehran. */
  static Position fix(long deviceId, double latitude, double longitude, Instant now) {
    var attributes = new LinkedHashMap<String, @Nullable Object>();
    attributes.put("priority", 0);
    attributes.put("sat", 9);
    attributes.put("event", 0);
    attributes.put("ignition", true);
    attributes.put("motion", true);
    attributes.put("rssi", 4);
    attributes.put("power", 12.6);
    attributes.put("distance", 0.0);
    attributes.put("totalDistance", 0.0);
    return at(deviceId, attributes, now, now, true, latitude, longitude);
  }

  /** The position that Traccar makes of a tracker's answer: the last known place and the text. */
  static Position ofAnswer(
      long deviceId, @Nullable Position last, @Nullable String result, Instant now) {
    var attributes = new LinkedHashMap<String, @Nullable Object>();
    attributes.put("type", 6);
    if (result != null) {
      attributes.put("result", result);
    }
    attributes.put("distance", 0.0);
    attributes.put("totalDistance", 0.0);
    attributes.put("motion", false);
    return last == null
        ? at(deviceId, attributes, now, Instant.EPOCH, false, 0, 0)
        : at(deviceId, attributes, now, last.fixTime, last.valid, last.latitude, last.longitude);
  }

  private static Position at(
      long deviceId,
      Map<String, @Nullable Object> attributes,
      Instant now,
      Instant fixTime,
      boolean valid,
      double latitude,
      double longitude) {
    return new Position(
        0,
        attributes,
        deviceId,
        TELTONIKA,
        now,
        now,
        fixTime,
        valid,
        latitude,
        longitude,
        1200.0,
        0.0,
        0.0,
        null,
        0.0,
        null,
        null);
  }

  Position withId(long id) {
    return new Position(
        id,
        attributes,
        deviceId,
        protocol,
        serverTime,
        deviceTime,
        fixTime,
        valid,
        latitude,
        longitude,
        altitude,
        speed,
        course,
        address,
        accuracy,
        network,
        geofenceIds);
  }
}
