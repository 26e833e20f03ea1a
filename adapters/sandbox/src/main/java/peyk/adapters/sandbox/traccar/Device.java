package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import peyk.adapters.sandbox.Json;

/** A device with the fields and the order of Traccar's JSON. A stored device is never changed. */
final class Device implements EntityTable.Entity {
  static final String OFFLINE = "offline";
  static final String ONLINE = "online";
  static final String UNKNOWN = "unknown";

  long id;

  @JsonSetter(nulls = Nulls.SKIP)
  Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

  long groupId;
  long calendarId;
  @Nullable String name;
  @Nullable String uniqueId;

  @JsonSetter(nulls = Nulls.SKIP)
  String status = OFFLINE;

  @Nullable String lastUpdate;
  long positionId;
  @Nullable String phone;
  @Nullable String model;
  @Nullable String contact;
  @Nullable String category;
  boolean disabled;
  @Nullable String expirationTime;

  @Override
  public long id() {
    return id;
  }

  @Override
  public @Nullable String name() {
    return name;
  }

  @Override
  public List<@Nullable String> searchable() {
    return Arrays.asList(name, uniqueId, phone, model, contact);
  }

  String imei() {
    return uniqueId == null ? "" : uniqueId;
  }

  /**
   * The device that a POST or PUT stores: the client's fields, but the server's status and last
   * position.
   */
  Device storedAs(long id, Device before) {
    var stored = copy();
    stored.id = id;
    stored.status = before.status;
    stored.lastUpdate = before.lastUpdate;
    stored.positionId = before.positionId;
    return stored;
  }

  Device withStatus(String status) {
    var changed = copy();
    changed.status = status;
    return changed;
  }

  Device seenAt(Instant now) {
    var changed = withStatus(ONLINE);
    changed.lastUpdate = Json.time(now);
    return changed;
  }

  Device at(long positionId) {
    var changed = copy();
    changed.positionId = positionId;
    return changed;
  }

  private Device copy() {
    var copy = new Device();
    copy.id = id;
    copy.attributes = attributes;
    copy.groupId = groupId;
    copy.calendarId = calendarId;
    copy.name = name;
    copy.uniqueId = uniqueId;
    copy.status = status;
    copy.lastUpdate = lastUpdate;
    copy.positionId = positionId;
    copy.phone = phone;
    copy.model = model;
    copy.contact = contact;
    copy.category = category;
    copy.disabled = disabled;
    copy.expirationTime = expirationTime;
    return copy;
  }
}
