package peyk.application.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import peyk.application.subscription.LinkNewDevices.Seen;
import peyk.domain.diagnosis.Finding;
import peyk.domain.tracker.EventSource;

/** Events that come by Kafka need no subscription. The fleet is looked at all the same. */
class ForwardedEventsTest {
  private final ListeningWorld world = new ListeningWorld(EventSource.KAFKA);

  @Test
  void nothing_is_linked_notified_or_fetched() {
    world.device(1);
    world.missed(world.device(2), world.clock.now());

    var check = world.repairSubscription.check();
    world.device(3);

    assertThat(world.linkNewDevices.look()).contains(new Seen(3, 0, 0));
    assertThat(world.linkNewDevices.unlinked()).isZero();
    assertThat(world.traccar.linkedListings()).isZero();
    assertThat(world.traccar.notifications()).isEmpty();
    assertThat(world.traccar.linkedDevices()).isEqualTo(Set.of());
    assertThat(world.inbox.stored()).isEmpty();
    assertThat(check.isSubscribed()).isTrue();
    assertThat(check.findings()).extracting(Finding::code).contains("events_forwarded");
    assertThat(check.findings())
        .extracting(Finding::code)
        .doesNotContain("notifications", "devices_linked", "status_events", "answer_delay_unknown");
  }

  @Test
  void a_gap_that_was_owed_before_events_came_by_kafka_is_closed() {
    var device = world.device(1);
    world.recoveries.wasBroken(world.clock.now(), world.clock.now().minusSeconds(600));
    var missed = world.missed(device, world.clock.now().minusSeconds(60));

    world.repairSubscription.check();

    assertThat(world.inbox.stored()).containsExactly(missed);
    assertThat(world.recoveries.owedFrom()).isEmpty();
  }

  @Test
  void devices_that_are_online_are_provisioned() {
    world.repairSubscription.check();
    var fresh = world.onlineDevice(1);
    world.linkNewDevices.look();
    assertThat(world.provisionings.find(fresh)).isPresent();
    var other = world.onlineDevice(2);
    world.repairSubscription.check();
    assertThat(world.provisionings.find(other)).isPresent();
  }
}
