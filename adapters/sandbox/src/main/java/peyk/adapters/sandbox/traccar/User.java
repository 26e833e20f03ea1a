package peyk.adapters.sandbox.traccar;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import peyk.adapters.sandbox.Json;

/** A user with the fields and the order of Traccar's JSON. A stored user is never changed. */
final class User implements EntityTable.Entity {
  long id;

  @JsonSetter(nulls = Nulls.SKIP)
  Map<String, @Nullable Object> attributes = new LinkedHashMap<>();

  @Nullable String name;
  @Nullable String login;
  @Nullable String email;
  @Nullable String phone;
  boolean readonly;
  boolean administrator;
  @Nullable String map;
  double latitude;
  double longitude;
  int zoom;
  @Nullable String coordinateFormat;
  boolean disabled;
  @Nullable String expirationTime;
  int deviceLimit;
  int userLimit;
  boolean deviceReadonly;
  boolean limitCommands;
  boolean disableReports;
  boolean fixedEmail;
  @Nullable String poiLayer;
  @Nullable String totpKey;
  boolean temporary;

  /** Sent by clients only: always null in stored users and in responses. */
  @Nullable String password;

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
    return Arrays.asList(name, email);
  }

  User copy() {
    return Json.MAPPER.convertValue(this, User.class);
  }
}
