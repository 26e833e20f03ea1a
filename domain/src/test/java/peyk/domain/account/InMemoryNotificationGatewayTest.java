package peyk.domain.account;

class InMemoryNotificationGatewayTest extends NotificationGatewayContract {
  private final InMemoryNotificationGateway notifications = new InMemoryNotificationGateway();
  private long lastId;

  @Override
  protected NotificationGateway notifications() {
    return notifications;
  }

  @Override
  protected AccountId someone() {
    return new AccountId(++lastId);
  }

  @Override
  protected void breakDown() {
    notifications.outage().begin();
  }
}
