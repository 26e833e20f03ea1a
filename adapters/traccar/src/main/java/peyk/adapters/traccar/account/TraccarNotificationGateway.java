package peyk.adapters.traccar.account;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.OwnToken;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.NotificationGateway;
import peyk.domain.account.OwnedNotification;

/** The notifications of users of a Traccar server, managed in their names. */
public final class TraccarNotificationGateway implements NotificationGateway {
  private final TraccarClient client;
  private final ServiceUser serviceUser;

  public TraccarNotificationGateway(TraccarClient client) {
    this.client = client;
    serviceUser = new ServiceUser(client);
  }

  @Override
  public Set<String> notificators() {
    return new NotificationApi(client, new OwnToken()).notificators();
  }

  @Override
  public List<OwnedNotification> of(AccountId account) {
    return as(account, NotificationApi::list);
  }

  @Override
  public void add(AccountId account, DefaultNotification notification) {
    as(account, own -> own.add(notification));
  }

  @Override
  public void remove(AccountId account, long notificationId) {
    as(account, own -> own.remove(notificationId));
  }

  private <T> T as(AccountId account, Function<NotificationApi, T> work) {
    return serviceUser
        .impersonate(account, session -> work.apply(new NotificationApi(client, session)))
        .orElseThrow(
            () -> new IllegalStateException("Traccar lets nobody act for user " + account));
  }
}
