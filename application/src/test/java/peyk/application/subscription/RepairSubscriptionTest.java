package peyk.application.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.JournalEvent.ProvisioningStarted;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;
import peyk.domain.diagnosis.Finding;
import peyk.domain.diagnosis.TraccarFacts.StatusEvents;
import peyk.domain.provisioning.Provisioning;
import peyk.domain.tracker.TokenOwner;

class RepairSubscriptionTest {
  private final ListeningWorld world = new ListeningWorld();

  @Test
  void what_is_missing_is_made() {
    world.device(1);
    world.linkedDevice(2);
    expect(world.repairSubscription.check(), 2, 1);
    assertThat(world.traccar.linkedDevices()).isEqualTo(world.traccar.fleet().devices());
    assertThat(world.traccar.notifications())
        .extracting(OwnedNotification::defaultNotification)
        .containsExactly(
            Optional.of(new DefaultNotification("commandResult", "web", Optional.empty())),
            Optional.of(new DefaultNotification("deviceOnline", "web", Optional.empty())));
  }

  @Test
  void a_traccar_that_is_too_slow_to_list_links_is_asked_by_device_and_reported() {
    world.device(1);
    world.linkedDevice(2);
    world.traccar.slowToListLinks(true);
    var check = world.repairSubscription.check();
    assertThat(check.isSubscribed()).isTrue();
    assertThat(check.findings()).extracting(Finding::code).contains("links_not_listed");
    world.traccar.slowToListLinks(false);
    assertThat(world.traccar.linkedDevices()).isEqualTo(world.traccar.fleet().devices());
  }

  @Test
  void what_is_there_is_left_alone() {
    world.device(1);
    world.repairSubscription.check();
    var notifications = world.traccar.notifications();
    expect(world.repairSubscription.check(), 1, 0);
    assertThat(world.traccar.notifications()).isEqualTo(notifications);
  }

  @Test
  void of_equal_notifications_one_is_left() {
    world.traccar.addNotification("commandResult");
    world.traccar.addNotification("commandResult");
    world.traccar.addNotification("commandResult");
    world.traccar.addNotification("deviceOnline");
    var first = world.traccar.notifications().getFirst();
    world.repairSubscription.check();
    assertThat(world.traccar.notifications()).hasSize(2).contains(first);
  }

  @Test
  void what_a_new_device_answered_before_it_was_linked_is_fetched() {
    var device = world.device(1);
    var answer = world.missed(device, world.clock.now().minus(Duration.ofMinutes(9)));
    world.missed(device, world.clock.now().minus(Duration.ofMinutes(11)));
    world.repairSubscription.check();
    assertThat(world.inbox.stored()).containsExactly(answer);
  }

  @Test
  void the_past_of_a_whole_fleet_is_not_ours() {
    IntStream.rangeClosed(1, 101).forEach(world::device);
    world.missed(world.device(1), world.clock.now());
    expect(world.repairSubscription.check(), 101, 101);
    assertThat(world.inbox.stored()).isEmpty();
  }

  @Test
  void that_of_a_hundred_devices_is() {
    IntStream.rangeClosed(1, 100).forEach(world::device);
    var answer = world.missed(world.device(1), world.clock.now());
    world.repairSubscription.check();
    assertThat(world.inbox.stored()).containsExactly(answer);
  }

  @Test
  void the_fleet_that_is_there_at_first_is_not_provisioned() {
    var old = world.onlineDevice(1);
    world.device(2);
    world.repairSubscription.check();
    world.onlineDevice(2);
    world.repairSubscription.check();
    assertThat(world.provisionings.isFleetKnown()).isTrue();
    assertThat(world.provisionings.find(old)).isEmpty();
    assertThat(world.journal.events()).isEmpty();
  }

  @Test
  void who_appears_later_is_provisioned_once_it_is_online() {
    world.device(1);
    world.repairSubscription.check();
    var fresh = world.device(2);
    world.repairSubscription.check();
    assertThat(world.provisionings.find(fresh)).isEmpty();
    world.traccar.online(fresh);
    world.repairSubscription.check();
    assertThat(world.provisionings.find(fresh))
        .contains(Provisioning.begin(fresh, world.clock.now()));
    world.repairSubscription.check();
    assertThat(world.journal.events()).containsExactly(new ProvisioningStarted(new DeviceId(2)));
  }

  @Test
  void while_the_list_of_devices_cannot_be_read_the_fleet_is_not_known() {
    world.onlineDevice(1);
    world.traccar.outage().begin();
    assertThatThrownBy(world.repairSubscription::check)
        .isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.provisionings.isFleetKnown()).isFalse();
  }

  @Test
  void a_token_that_can_hear_nothing_is_told_apart() {
    world.device(1);
    world.traccar.be(new TokenOwner.ServiceAccount());
    expectFault("service_account_token");
    world.traccar.be(new TokenOwner.User(new AccountId(5), false));
    expectFault("no_administrator");
    world.traccar.be(new TokenOwner.Nobody());
    expectFault("token_refused");
    assertThat(world.traccar.notifications()).isEmpty();
    assertThat(world.traccar.linkedDevices()).isEmpty();
    assertThat(world.provisionings.isFleetKnown()).isFalse();
  }

  @Test
  void whether_traccar_makes_status_events_is_told_by_devices_that_are_online() {
    var device = world.onlineDevice(1);
    assertThat(statusEvents()).isEqualTo(StatusEvents.UNKNOWN);
    assertThat(statusEvents()).isEqualTo(StatusEvents.NOT_SEEN);
    world.server.cameOnline(device, world.clock.now().minus(Duration.ofDays(6)));
    assertThat(statusEvents()).isEqualTo(StatusEvents.SEEN);
    world.clock.pass(Duration.ofDays(2));
    assertThat(statusEvents()).isEqualTo(StatusEvents.NOT_SEEN);
  }

  private StatusEvents statusEvents() {
    return world.repairSubscription.check().facts().subscription().orElseThrow().statusEvents();
  }

  @Test
  void answers_that_come_too_late_are_a_fault_though_trackers_are_heard() {
    world.server.answerDelay(ListeningWorld.PATIENCE);
    var check = world.repairSubscription.check();
    assertThat(check.isSubscribed()).isTrue();
    assertThat(check.faults()).extracting(Finding::code).containsExactly("answers_too_late");
  }

  private static void expect(SubscriptionCheck check, int devices, int unlinked) {
    assertThat(check.isSubscribed()).isTrue();
    assertThat(check.faults()).isEmpty();
    var subscription = check.facts().subscription().orElseThrow();
    assertThat(subscription.devices()).isEqualTo(devices);
    assertThat(subscription.unlinked()).hasValue(unlinked);
  }

  private void expectFault(String code) {
    var check = world.repairSubscription.check();
    assertThat(check.isSubscribed()).isFalse();
    assertThat(check.faults()).extracting(Finding::code).containsExactly(code);
  }

  @Test
  void an_outage_is_told_as_such() {
    world.traccar.outage().begin();
    assertThatThrownBy(world.repairSubscription::check)
        .isInstanceOf(GatewayUnavailableException.class);
  }

  @Test
  void what_was_answered_while_a_notification_was_missing_is_fetched_once_it_is_there_again() {
    var device = world.linkedDevice(1);
    world.repairSubscription.check();
    world.clock.pass(Duration.ofMinutes(5));
    world.repairSubscription.check();
    world.traccar.notifications().forEach(one -> world.traccar.removeNotification(one.id()));
    var missed = world.missed(device, world.clock.now().plusSeconds(60));
    world.clock.pass(Duration.ofMinutes(40));

    world.repairSubscription.check();

    assertThat(world.inbox.stored()).containsExactly(missed);
  }

  @Test
  void what_was_missed_stays_owed_until_it_was_fetched() {
    var device = world.linkedDevice(1);
    world.repairSubscription.check();
    world.traccar.notifications().forEach(one -> world.traccar.removeNotification(one.id()));
    var missed = world.missed(device, world.clock.now().plusSeconds(60));
    world.clock.pass(Duration.ofMinutes(40));
    world.reports.outage().begin();
    assertThatThrownBy(() -> world.repairSubscription.check())
        .isInstanceOf(GatewayUnavailableException.class);
    world.reports.outage().end();

    world.repairSubscription.check();

    assertThat(world.inbox.stored()).containsExactly(missed);
  }

  @Test
  void what_is_owed_survives_the_replica_that_found_it_out() {
    var device = world.linkedDevice(1);
    world.repairSubscription.check();
    world.traccar.notifications().forEach(one -> world.traccar.removeNotification(one.id()));
    var missed = world.missed(device, world.clock.now().plusSeconds(60));
    world.clock.pass(Duration.ofMinutes(40));
    world.reports.outage().begin();
    assertThatThrownBy(() -> world.repairSubscription.check())
        .isInstanceOf(GatewayUnavailableException.class);
    world.reports.outage().end();

    world.replica().linkNewDevices.look();

    assertThat(world.inbox.stored()).containsExactly(missed);
  }
}
