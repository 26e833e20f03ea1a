package peyk.domain.account;

import java.util.List;

/**
 * The notifications of Traccar users; throws {@link peyk.domain.GatewayUnavailableException} like
 * the accounts.
 */
public interface NotificationGateway {
  List<OwnedNotification> of(AccountId account);

  /** Creates one as that user; not idempotent: a second call makes a second one. */
  void add(AccountId account, DefaultNotification notification);

  void remove(AccountId account, long notificationId);
}
