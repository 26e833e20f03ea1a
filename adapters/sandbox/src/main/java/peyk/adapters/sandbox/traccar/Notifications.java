package peyk.adapters.sandbox.traccar;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The notifications that users have set up. Neither types nor notificators are checked, and nothing
 * is unique.
 */
final class Notifications {
  private final Map<Long, Notification> byId = new TreeMap<>();
  private long lastId;

  Optional<Notification> find(long id) {
    return Optional.ofNullable(byId.get(id));
  }

  Collection<Notification> all() {
    return byId.values();
  }

  Notification add(Notification notification) {
    check(notification);
    notification.id = ++lastId;
    byId.put(notification.id, notification);
    return notification;
  }

  void replace(Notification notification) {
    check(notification);
    byId.replace(notification.id, notification);
  }

  void remove(long id) {
    byId.remove(id);
  }

  private static void check(Notification notification) {
    ColumnLimits.required("TYPE", notification.type);
    ColumnLimits.check(notification.attributes);
  }
}
