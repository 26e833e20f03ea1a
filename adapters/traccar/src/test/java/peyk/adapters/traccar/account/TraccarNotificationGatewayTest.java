package peyk.adapters.traccar.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.TraccarFixture;
import peyk.domain.account.AccountId;
import peyk.domain.account.NotificationGateway;
import peyk.domain.account.NotificationGatewayContract;
import peyk.domain.account.UserNotifications;

class TraccarNotificationGatewayTest extends NotificationGatewayContract {
  private final TraccarFixture neighbour = TraccarFixture.start();
  private final TraccarNotificationGateway notifications =
      new TraccarNotificationGateway(neighbour.client());

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Override
  protected NotificationGateway notifications() {
    return notifications;
  }

  @Override
  protected AccountId someone() {
    return neighbour.someone();
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }

  @Test
  void what_is_no_default_is_told_as_such() {
    var ali = someone();
    neighbour.traccar().addNotification(ali.value(), "ignitionOn", false, "web");
    neighbour.traccar().addNotification(ali.value(), "ignitionOn", true, "web,mail");
    assertThat(notifications.as(ali, UserNotifications::list))
        .hasSize(2)
        .allSatisfy(owned -> assertThat(owned.defaultNotification()).isEmpty());
  }

  @Test
  void nobody_acts_for_a_user_who_does_not_exist() {
    var nobody = new AccountId(987_654_321);
    assertThatThrownBy(() -> notifications.as(nobody, UserNotifications::list))
        .isInstanceOf(IllegalStateException.class);
  }
}
