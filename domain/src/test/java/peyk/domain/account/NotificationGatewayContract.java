package peyk.domain.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;

/** What every {@link NotificationGateway} does, whatever it is made of. */
public abstract class NotificationGatewayContract {
  private static final DefaultNotification IGNITION =
      new DefaultNotification("ignitionOn", "firebase", Optional.empty());
  private static final DefaultNotification TOWED =
      new DefaultNotification("alarm", "web", Optional.of("tow"));

  protected abstract NotificationGateway notifications();

  /** A user without notifications, another one each time. */
  protected abstract AccountId someone();

  /** From now on Traccar cannot be asked. */
  protected abstract void breakDown();

  @Test
  void at_first_a_user_has_none() {
    assertThat(owned(someone())).isEmpty();
  }

  @Test
  void the_channels_are_those_of_the_server() {
    assertThat(notifications().notificators()).contains("web", "mail").doesNotContain("pigeon");
  }

  @Test
  void a_user_owns_what_was_added() {
    var ali = someone();
    add(ali, IGNITION);
    add(ali, TOWED);
    assertThat(defaultsOf(ali)).containsExactlyInAnyOrder(IGNITION, TOWED);
  }

  @Test
  void what_one_user_owns_another_does_not() {
    var ali = someone();
    var sara = someone();
    add(ali, IGNITION);
    add(sara, TOWED);
    assertThat(defaultsOf(ali)).containsExactly(IGNITION);
    assertThat(defaultsOf(sara)).containsExactly(TOWED);
  }

  @Test
  void adding_one_twice_makes_two() {
    var ali = someone();
    add(ali, TOWED);
    add(ali, TOWED);
    assertThat(defaultsOf(ali)).containsExactly(TOWED, TOWED);
    assertThat(owned(ali)).extracting(OwnedNotification::id).doesNotHaveDuplicates();
  }

  @Test
  void what_was_removed_is_gone_and_nothing_else() {
    var ali = someone();
    add(ali, IGNITION);
    add(ali, TOWED);
    remove(ali, idOf(ali, IGNITION));
    assertThat(defaultsOf(ali)).containsExactly(TOWED);
  }

  @Test
  void removing_what_is_gone_does_nothing() {
    var ali = someone();
    add(ali, IGNITION);
    var id = idOf(ali, IGNITION);
    remove(ali, id);
    remove(ali, id);
    assertThat(owned(ali)).isEmpty();
  }

  @Test
  void an_outage_does_not_look_like_an_answer() {
    var ali = someone();
    breakDown();
    assertThatThrownBy(() -> notifications().notificators())
        .isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> owned(ali)).isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> add(ali, TOWED)).isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> remove(ali, 1)).isInstanceOf(GatewayUnavailableException.class);
  }

  private List<DefaultNotification> defaultsOf(AccountId account) {
    return owned(account).stream()
        .map(notification -> notification.defaultNotification().orElseThrow())
        .toList();
  }

  private long idOf(AccountId account, DefaultNotification wanted) {
    return owned(account).stream()
        .filter(notification -> notification.defaultNotification().equals(Optional.of(wanted)))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private List<OwnedNotification> owned(AccountId account) {
    return notifications().as(account, UserNotifications::list);
  }

  private void add(AccountId account, DefaultNotification notification) {
    doAs(account, own -> own.add(notification));
  }

  private void remove(AccountId account, long id) {
    doAs(account, own -> own.remove(id));
  }

  private void doAs(AccountId account, Consumer<UserNotifications> work) {
    notifications()
        .as(
            account,
            own -> {
              work.accept(own);
              return true;
            });
  }
}
