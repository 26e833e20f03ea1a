package peyk.adapters.traccar.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiRequest.Credentials;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;
import peyk.domain.account.UserNotifications;

/** The notifications of the user whose credentials these are. */
public record NotificationApi(TraccarClient client, Credentials credentials)
    implements UserNotifications {
  private static final String PATH = "/notifications";
  private static final String ALARMS = "alarms";
  private static final Set<String> EXISTING =
      Set.of(
          "web",
          "mail",
          "command",
          "firebase",
          "traccar",
          "sms",
          "telegram",
          "pushover",
          "whatsapp");

  @Override
  public List<OwnedNotification> list() {
    return read(
        client.sendOrThrow(ApiRequest.get("list notifications", PATH).with(credentials)).json());
  }

  static List<OwnedNotification> read(JsonNode list) {
    return list.valueStream()
        .map(row -> new OwnedNotification(LosslessJson.id(row), defaultNotification(row)))
        .toList();
  }

  /**
   * The notificators that this server is configured to have; all that exist if it cannot list them.
   */
  public Set<String> notificators() {
    var request = ApiRequest.get("list notificators", PATH + "/notificators").with(credentials);
    var listed = client.find(request);
    if (listed.isEmpty()) {
      list(); // fails as well if a proxy lost the route
      return EXISTING;
    }
    return listed
        .get()
        .json()
        .valueStream()
        .map(row -> LosslessJson.text(row, "type"))
        .collect(Collectors.toSet());
  }

  @Override
  public void add(DefaultNotification notification) {
    var body = new LinkedHashMap<String, Object>();
    body.put("type", notification.type());
    body.put("always", true);
    body.put("notificators", notification.notificator());
    body.put(
        "attributes",
        notification.alarm().<Map<String, String>>map(a -> Map.of(ALARMS, a)).orElseGet(Map::of));
    client.sendOrThrow(ApiRequest.post("add notification", PATH, body).with(credentials));
  }

  /** Traccar refuses to remove a notification that is already gone. */
  @Override
  public void remove(long id) {
    var request = ApiRequest.delete("remove notification", PATH + "/" + id).with(credentials);
    var response = client.send(request);
    if (!response.isSuccess() && list().stream().anyMatch(owned -> owned.id() == id)) {
      throw TraccarClient.refused(request, response.status());
    }
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

  /** Traccar separates several names by commas. */
  private static boolean isOne(String names) {
    return !names.isEmpty() && names.indexOf(',') < 0;
  }
}
