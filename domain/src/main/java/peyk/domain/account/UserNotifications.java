package peyk.domain.account;

import java.util.List;

/**
 * The notifications of one Traccar user, managed in its name. Every method throws {@link
 * peyk.domain.GatewayUnavailableException} if Traccar cannot be asked.
 */
public interface UserNotifications {
  List<OwnedNotification> list();

  /** Not idempotent: a second call creates a second one. */
  void add(DefaultNotification notification);

  void remove(long notificationId);
}
