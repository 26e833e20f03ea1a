package peyk.application.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import peyk.application.subscription.LinkNewDevices.Seen;
import peyk.domain.GatewayUnavailableException;

class LinkNewDevicesTest {
  private final ListeningWorld world = new ListeningWorld();

  @Test
  void a_new_device_is_linked_and_what_it_answered_before_is_fetched() {
    world.onlineDevice(1);
    world.repairSubscription.check();
    var fresh = world.device(2);
    var answer = world.missed(fresh, world.clock.now().minus(Duration.ofMinutes(1)));
    assertThat(world.linkNewDevices.look()).contains(new Seen(2, 1, 1));
    assertThat(world.traccar.linkedDevices()).contains(fresh);
    assertThat(world.inbox.stored()).containsExactly(answer);
    assertThat(world.linkNewDevices.look()).contains(new Seen(2, 1, 0));
  }

  @Test
  void what_is_linked_is_remembered_and_not_asked_for() {
    world.device(1);
    world.repairSubscription.check();
    var before = world.traccar.linkedListings();
    world.device(2);
    world.linkNewDevices.look();
    world.linkNewDevices.look();
    assertThat(world.traccar.linkedListings()).isEqualTo(before);
  }

  @Test
  void a_link_that_somebody_removes_is_made_again_by_the_whole_check() {
    var device = world.device(1);
    world.repairSubscription.check();
    world.traccar.unlink(device);
    assertThat(world.linkNewDevices.look().orElseThrow().newlyLinked()).isZero();
    world.repairSubscription.check();
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
  }

  @Test
  void a_new_device_that_is_online_is_provisioned() {
    world.repairSubscription.check();
    var fresh = world.onlineDevice(1);
    world.linkNewDevices.look();
    assertThat(world.provisionings.find(fresh)).isPresent();
  }

  @Test
  void what_could_not_be_fetched_of_a_new_device_is_owed_to_it() {
    world.repairSubscription.check();
    var fresh = world.device(1);
    var answer = world.missed(fresh, world.clock.now().minus(Duration.ofMinutes(9)));
    world.reports.outage().begin();
    fail(5);
    world.clock.pass(Duration.ofHours(1));
    world.reports.outage().end();
    var later = world.missed(world.device(2), world.clock.now().minus(Duration.ofMinutes(9)));
    assertThat(world.linkNewDevices.look()).contains(new Seen(2, 0, 1));
    assertThat(world.inbox.stored()).containsExactly(answer, later);
  }

  @Test
  void what_was_fetched_is_owed_no_more() {
    world.repairSubscription.check();
    world.device(1);
    world.linkNewDevices.look();
    world.reports.outage().begin();
    assertThat(world.linkNewDevices.look()).contains(new Seen(1, 0, 0));
  }

  @Test
  void what_cannot_be_fetched_at_all_is_given_up() {
    world.repairSubscription.check();
    world.device(1);
    world.reports.outage().begin();
    fail(RecoverNewDevices.MOST_ATTEMPTS);
    assertThat(world.linkNewDevices.look()).contains(new Seen(1, 0, 0));
    world.device(2);
    fail(RecoverNewDevices.MOST_ATTEMPTS);
  }

  @Test
  void of_a_device_that_is_gone_nothing_is_owed() {
    world.repairSubscription.check();
    var fresh = world.device(1);
    world.reports.outage().begin();
    fail(1);
    world.traccar.remove(fresh);
    assertThat(world.linkNewDevices.look()).contains(new Seen(0, 0, 0));
  }

  @Test
  void a_link_that_was_made_though_it_failed_leaves_the_answers_owed() {
    world.repairSubscription.check();
    var fresh = world.device(1);
    var answer = world.missed(fresh, world.clock.now());
    world.traccar.refuseLinks(true);
    fail(1);
    world.traccar.refuseLinks(false);
    world.traccar.link(List.of(fresh));
    world.repairSubscription.check();
    assertThat(world.inbox.stored()).containsExactly(answer);
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(world.linkNewDevices::look)
          .isInstanceOf(GatewayUnavailableException.class);
    }
  }

  @Test
  void devices_that_cannot_be_linked_are_counted_until_they_are() {
    world.repairSubscription.check();
    world.device(1);
    world.device(2);
    world.traccar.refuseLinks(true);
    assertThatThrownBy(world.linkNewDevices::look).isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.linkDevices.unlinked()).isEqualTo(2);
    world.traccar.refuseLinks(false);
    assertThat(world.linkNewDevices.look().orElseThrow().newlyLinked()).isEqualTo(2);
    assertThat(world.linkDevices.unlinked()).isZero();
  }
}
