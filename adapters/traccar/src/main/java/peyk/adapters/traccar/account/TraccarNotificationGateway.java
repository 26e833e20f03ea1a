package peyk.adapters.traccar.account;

import java.util.Set;
import java.util.function.Function;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.OwnToken;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.account.AccountId;
import peyk.domain.account.NotificationGateway;
import peyk.domain.account.UserNotifications;

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
  public <T> T as(AccountId account, Function<UserNotifications, T> work) {
    return serviceUser
        .impersonate(
            account, session -> work.apply(new NotificationApi(client, session.credentials())))
        .orElseThrow(
            () -> new IllegalStateException("Traccar lets nobody act for user " + account));
  }
}
