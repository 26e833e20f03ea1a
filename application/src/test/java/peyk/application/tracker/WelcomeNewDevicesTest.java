package peyk.application.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import peyk.application.tracker.WelcomeNewDevices.Seen;
import peyk.domain.GatewayUnavailableException;

class WelcomeNewDevicesTest {
  private final ListeningWorld world = new ListeningWorld();

  @Test
  void a_new_device_is_linked_and_what_it_answered_before_is_fetched() {
    world.onlineDevice(1);
    world.beHeard.check();
    var fresh = world.device(2);
    var answer = world.missed(fresh, world.clock.instant().minus(Duration.ofMinutes(1)));
    assertThat(world.welcomeNewDevices.look()).isEqualTo(new Seen(2, 1, 1));
    assertThat(world.traccar.linkedDevices()).contains(fresh);
    assertThat(world.inbox.stored()).containsExactly(answer);
    assertThat(world.welcomeNewDevices.look()).isEqualTo(new Seen(2, 1, 0));
  }

  @Test
  void what_is_linked_is_remembered_and_not_asked_for() {
    world.device(1);
    world.beHeard.check();
    var before = world.traccar.linkedListings();
    world.device(2);
    world.welcomeNewDevices.look();
    world.welcomeNewDevices.look();
    assertThat(world.traccar.linkedListings()).isEqualTo(before);
  }

  @Test
  void a_link_that_somebody_removes_is_made_again_by_the_whole_check() {
    var device = world.device(1);
    world.beHeard.check();
    world.traccar.unlink(device);
    assertThat(world.welcomeNewDevices.look().newlyLinked()).isZero();
    world.beHeard.check();
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
  }

  @Test
  void a_new_device_that_is_online_is_provisioned() {
    world.beHeard.check();
    var fresh = world.onlineDevice(1);
    world.welcomeNewDevices.look();
    assertThat(world.provisionings.find(fresh)).isPresent();
  }

  @Test
  void devices_that_cannot_be_linked_are_counted_until_they_are() {
    world.beHeard.check();
    world.device(1);
    world.device(2);
    world.traccar.refuseLinks(true);
    assertThatThrownBy(world.welcomeNewDevices::look)
        .isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.linkDevices.unlinked()).isEqualTo(2);
    world.traccar.refuseLinks(false);
    assertThat(world.welcomeNewDevices.look().newlyLinked()).isEqualTo(2);
    assertThat(world.linkDevices.unlinked()).isZero();
  }
}
