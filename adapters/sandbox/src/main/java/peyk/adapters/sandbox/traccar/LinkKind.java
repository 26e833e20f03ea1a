package peyk.adapters.sandbox.traccar;

import java.util.Arrays;
import java.util.Optional;

/** The kinds of links. The order of the two keys names the database table. */
enum LinkKind {
  USER_DEVICE("userId", "deviceId"),
  USER_GROUP("userId", "groupId"),
  USER_NOTIFICATION("userId", "notificationId"),
  DEVICE_NOTIFICATION("deviceId", "notificationId"),
  GROUP_NOTIFICATION("groupId", "notificationId");

  private final String ownerKey;
  private final String itemKey;

  LinkKind(String ownerKey, String itemKey) {
    this.ownerKey = ownerKey;
    this.itemKey = itemKey;
  }

  String ownerKey() {
    return ownerKey;
  }

  String itemKey() {
    return itemKey;
  }

  static Optional<LinkKind> of(String ownerKey, String itemKey) {
    return Arrays.stream(values())
        .filter(kind -> kind.ownerKey.equals(ownerKey) && kind.itemKey.equals(itemKey))
        .findFirst();
  }
}
