package peyk.adapters.traccar.account;

import java.util.List;
import java.util.function.Function;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Session;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.NotificationGateway;
import peyk.domain.account.OwnedNotification;

/**
 * The notifications of users of a Traccar server, made in their name: Traccar gives them to whoever
 * asks.
 */
public final class TraccarNotificationGateway implements NotificationGateway {
  private final TraccarClient client;
  private final UserSessions sessions;
  private final ServiceUser self;

  public TraccarNotificationGateway(TraccarClient client) {
    this.client = client;
    sessions = new UserSessions(client);
    self = new ServiceUser(client, sessions);
  }

  @Override
  public List<OwnedNotification> of(AccountId account) {
    return as(account, visitor -> owned(visitor));
  }

  @Override
  public void add(AccountId account, DefaultNotification notification) {
    as(account, visitor -> client.ask(NotificationApi.creation(notification).by(visitor)));
  }

  /** Traccar refuses to remove what the user does not own, such as what is gone already. */
  @Override
  public void remove(AccountId account, long notificationId) {
    as(
        account,
        visitor -> {
          var call = NotificationApi.removal(notificationId).by(visitor);
          var answer = client.send(call);
          if (!answer.isSuccess() && owns(visitor, notificationId)) {
            throw TraccarClient.refused(call, answer.status());
          }
          return answer;
        });
  }

  private boolean owns(Session visitor, long notificationId) {
    return owned(visitor).stream().anyMatch(owned -> owned.id() == notificationId);
  }

  private List<OwnedNotification> owned(Session visitor) {
    return NotificationApi.read(client.ask(NotificationApi.listing().by(visitor)).json());
  }

  private <T> T as(AccountId account, Function<Session, T> work) {
    var visitor = sessions.enter(account);
    if (visitor.isEmpty()) {
      self.ensureAccepted();
      throw new IllegalStateException("Traccar lets nobody act for user " + account);
    }
    try {
      return work.apply(visitor.get());
    } finally {
      sessions.leave(visitor.get());
    }
  }
}
