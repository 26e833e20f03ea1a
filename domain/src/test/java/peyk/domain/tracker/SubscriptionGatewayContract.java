package peyk.domain.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;

/** What every {@link SubscriptionGateway} does, whatever it is made of. */
public abstract class SubscriptionGatewayContract {
  /** The gateway of an administrator to whom nothing is linked yet. */
  protected abstract SubscriptionGateway traccar();

  /** Another device each time, offline and linked to nobody. */
  protected abstract DeviceId aDevice();

  protected abstract void connect(DeviceId device);

  protected abstract void disconnect(DeviceId device);

  protected abstract void remove(DeviceId device);

  /** Puts a device into a group that is linked to this service's user. */
  protected abstract void linkByGroup(DeviceId device);

  /** From now on Traccar cannot be asked. */
  protected abstract void breakDown();

  @Test
  void the_token_is_an_administrators() {
    assertThat(traccar().identity())
        .isInstanceOfSatisfying(
            TokenOwner.User.class, user -> assertThat(user.administrator()).isTrue());
  }

  @Test
  void a_notification_that_was_added_is_always_on_and_goes_to_the_web() {
    traccar().addNotification("commandResult");
    assertThat(traccar().notifications())
        .extracting(OwnedNotification::defaultNotification)
        .containsExactly(
            Optional.of(new DefaultNotification("commandResult", "web", Optional.empty())));
  }

  @Test
  void the_web_is_a_channel_for_notifications() {
    assertThat(traccar().notificators()).contains("web");
  }

  @Test
  void of_two_equal_notifications_one_can_be_removed() {
    traccar().addNotification("commandResult");
    traccar().addNotification("commandResult");
    traccar().removeNotification(traccar().notifications().getFirst().id());
    assertThat(traccar().notifications()).hasSize(1);
  }

  @Test
  void the_fleet_is_the_devices_of_everybody() {
    var first = aDevice();
    var second = aDevice();
    assertThat(traccar().fleet().devices()).containsExactlyInAnyOrder(first, second);
    assertThat(traccar().linkedDevices()).isEmpty();
  }

  @Test
  void of_the_fleet_those_are_told_that_are_online() {
    var first = aDevice();
    var second = aDevice();
    aDevice();
    connect(first);
    connect(second);
    disconnect(first);
    assertThat(traccar().fleet().online()).containsExactly(second);
  }

  @Test
  void devices_that_were_linked_are_linked() {
    var first = aDevice();
    var second = aDevice();
    traccar().link(List.of(first));
    assertThat(traccar().linkedDevices()).containsExactly(first);
    traccar().link(List.of(second));
    assertThat(traccar().linkedDevices()).containsExactlyInAnyOrder(first, second);
  }

  @Test
  void what_a_group_links_is_linked() {
    var direct = aDevice();
    var inGroup = aDevice();
    aDevice();
    traccar().link(List.of(direct));
    linkByGroup(inGroup);
    assertThat(traccar().linkedDevices()).containsExactlyInAnyOrder(direct, inGroup);
  }

  @Test
  void a_fleet_is_linked_as_a_whole() {
    var fleet = new LinkedHashSet<DeviceId>();
    for (int i = 0; i < 250; i++) {
      fleet.add(aDevice());
    }
    traccar().link(fleet);
    assertThat(traccar().linkedDevices()).isEqualTo(fleet);
    assertThat(traccar().fleet().devices()).isEqualTo(fleet);
  }

  @Test
  void a_device_that_is_gone_does_not_keep_others_from_being_linked() {
    var fleet = new ArrayList<DeviceId>();
    for (int i = 0; i < 20; i++) {
      fleet.add(aDevice());
    }
    remove(fleet.get(7));
    traccar().link(fleet);
    assertThat(traccar().linkedDevices()).hasSize(19).doesNotContain(fleet.get(7));
  }

  @Test
  void an_outage_does_not_look_like_an_answer() {
    var device = aDevice();
    breakDown();
    List<Runnable> calls =
        List.of(
            () -> traccar().identity(),
            () -> traccar().notifications(),
            () -> traccar().notificators(),
            () -> traccar().addNotification("commandResult"),
            () -> traccar().removeNotification(1),
            () -> traccar().fleet(),
            () -> traccar().linkedDevices(),
            () -> traccar().link(List.of(device)));
    for (var call : calls) {
      assertThatThrownBy(call::run).isInstanceOf(GatewayUnavailableException.class);
    }
  }
}
