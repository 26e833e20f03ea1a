package peyk.application.subscription;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;

/**
 * The notifications that this service's own user must have: Traccar sends it events of no other
 * types. It makes events of the second type only where they are enabled.
 */
final class ServiceUserNotifications {
  private static final List<String> EVENT_TYPES = List.of("commandResult", "deviceOnline");
  private static final String WEB = "web";

  private ServiceUserNotifications() {}

  static List<String> missing(List<OwnedNotification> present) {
    return EVENT_TYPES.stream().filter(type -> of(type, present).findAny().isEmpty()).toList();
  }

  /** Two equal ones would stream every event twice. */
  static List<OwnedNotification> surplus(List<OwnedNotification> present) {
    return EVENT_TYPES.stream().flatMap(type -> of(type, present).skip(1)).toList();
  }

  /** One of each. */
  static List<OwnedNotification> complete() {
    return EVENT_TYPES.stream()
        .map(type -> new OwnedNotification(0, Optional.of(wanted(type))))
        .toList();
  }

  private static Stream<OwnedNotification> of(String type, List<OwnedNotification> present) {
    var wanted = Optional.of(wanted(type));
    return present.stream().filter(one -> one.defaultNotification().equals(wanted));
  }

  private static DefaultNotification wanted(String type) {
    return new DefaultNotification(type, WEB, Optional.empty());
  }
}
