package peyk.domain.account;

import java.util.List;

/**
 * The notifications of Traccar users. Every method throws {@link
 * peyk.domain.GatewayUnavailableException} if Traccar cannot be asked.
 */
public interface NotificationGateway {
  List<OwnedNotification> of(AccountId account);

  /** Creates a notification as that user. Not idempotent: a second call creates a second one. */
  void add(AccountId account, DefaultNotification notification);

  void remove(AccountId account, long notificationId);
}
