package peyk.domain.account;

import java.util.List;
import java.util.Set;

/**
 * The notifications of Traccar users. Every method throws {@link
 * peyk.domain.GatewayUnavailableException} if Traccar cannot be asked.
 */
public interface NotificationGateway {
  /** The channels that this Traccar has, e.g. {@code web}. A notification by another harms. */
  Set<String> notificators();

  List<OwnedNotification> of(AccountId account);

  /** Creates a notification as that user. Not idempotent: a second call creates a second one. */
  void add(AccountId account, DefaultNotification notification);

  void remove(AccountId account, long notificationId);
}
