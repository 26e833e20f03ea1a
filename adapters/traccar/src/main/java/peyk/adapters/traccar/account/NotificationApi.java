package peyk.adapters.traccar.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;

/** Traccar's notifications and what they mean here. */
public final class NotificationApi {
  private static final String PATH = "/notifications";
  private static final String ALARMS = "alarms";

  private NotificationApi() {}

  public static ApiRequest listing() {
    return ApiRequest.get("list notifications", PATH);
  }

  public static ApiRequest creation(DefaultNotification notification) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", notification.type());
    body.put("always", true);
    body.put("notificators", notification.notificator());
    body.put(
        "attributes",
        notification.alarm().<Map<String, String>>map(a -> Map.of(ALARMS, a)).orElseGet(Map::of));
    return ApiRequest.post("add notification", PATH, body);
  }

  public static ApiRequest removal(long id) {
    return ApiRequest.delete("remove notification", PATH + "/" + id);
  }

  public static List<OwnedNotification> read(JsonNode list) {
    return list.valueStream()
        .map(row -> new OwnedNotification(LosslessJson.id(row), defaultNotification(row)))
        .toList();
  }

  private static Optional<DefaultNotification> defaultNotification(JsonNode row) {
    var notificator = LosslessJson.text(row, "notificators").strip();
    var attributes = row.path("attributes");
    var alarm = LosslessJson.text(attributes, ALARMS).strip();
    var isDefault =
        row.path("always").asBoolean()
            && isOne(notificator)
            && row.path("calendarId").asLong() == 0
            && attributes.size() == (alarm.isEmpty() ? 0 : 1)
            && (alarm.isEmpty() || isOne(alarm));
    return isDefault
        ? Optional.of(
            new DefaultNotification(
                LosslessJson.text(row, "type"),
                notificator,
                Optional.of(alarm).filter(text -> !text.isEmpty())))
        : Optional.empty();
  }

  /** Traccar separates several by commas. */
  private static boolean isOne(String names) {
    return !names.isEmpty() && names.indexOf(',') < 0;
  }
}
