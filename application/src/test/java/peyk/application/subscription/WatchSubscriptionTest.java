package peyk.application.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.application.monitoring.JournalEvent.FindingsChanged;
import peyk.application.monitoring.JournalEvent.Subscribed;
import peyk.application.monitoring.JournalEvent.SubscriptionCheckFailed;
import peyk.application.monitoring.RecordingJournal;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.device.Imeis;
import peyk.domain.diagnosis.Finding;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.TokenOwner;

class WatchSubscriptionTest {
  private static final Imei IMEI = Imeis.checked(1);
  private static final Duration WHOLE = Duration.ofHours(1);
  private static final Duration LIGHT = Duration.ofMinutes(2);

  private final ListeningWorld world = new ListeningWorld();
  private final RecordingJournal journal = new RecordingJournal();
  private final WatchSubscription watch = watch(world);

  @Test
  void before_the_first_check_nothing_is_known() {
    assertThat(watch.state().isSubscribed()).isFalse();
    assertThat(watch.state().last()).isEmpty();
  }

  @Test
  void while_all_is_well_a_new_device_is_linked_at_the_next_light_look() {
    watch.tick();
    var device = world.device(1);
    watch.tick();
    assertThat(world.traccar.linkedDevices()).isEmpty();
    world.clock.pass(LIGHT);
    watch.tick();
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
    assertThat(watch.state().devices()).isEqualTo(1);
    assertThat(journal.events()).endsWith(new Subscribed(1, 1));
  }

  @Test
  void everything_is_checked_once_an_hour_and_light_looks_do_not_put_it_off() {
    var device = world.device(1);
    watch.tick();
    world.traccar.unlink(device);
    for (int i = 1; i < WHOLE.dividedBy(LIGHT); i++) {
      world.clock.pass(LIGHT);
      watch.tick();
    }
    assertThat(world.traccar.linkedDevices()).isEmpty();
    world.clock.pass(LIGHT);
    watch.tick();
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
  }

  @Test
  void everything_can_be_checked_at_once() {
    var device = world.device(1);
    watch.tick();
    world.traccar.unlink(device);
    assertThat(watch.checkNow().findings()).extracting(Finding::code).contains("devices_unlinked");
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
  }

  @Test
  void answers_that_come_late_are_noticed_between_whole_checks_and_told_once() {
    watch.tick();
    world.server.answerDelay(ListeningWorld.PATIENCE);
    for (int i = 0; i < 3; i++) {
      world.clock.pass(LIGHT);
      watch.tick();
    }
    assertThat(watch.state().last().orElseThrow().faults())
        .extracting(Finding::code)
        .containsExactly("answers_too_late");
    assertThat(changes()).containsExactly("answers_too_late fault");
    assertThat(watch.state().isSubscribed()).isTrue();
  }

  @Test
  void what_was_a_note_and_becomes_a_fault_is_told_again() {
    watch.tick();
    for (int seconds : new int[] {10, 20, 600, 700, 20}) {
      var difference = Duration.ofSeconds(seconds);
      world.server.clockDifference(new ClockDifference(difference, difference));
      world.clock.pass(LIGHT);
      watch.tick();
    }
    assertThat(changes())
        .containsExactly(
            "clock_difference note", "clock_difference fault", "clock_difference note");
  }

  @Test
  void a_cure_is_noticed_at_the_next_tick() {
    world.traccar.be(new TokenOwner.ServiceAccount());
    watch.tick();
    assertThat(watch.state().isSubscribed()).isFalse();
    watch.tick();
    world.traccar.be(new TokenOwner.User(new AccountId(1), true));
    watch.tick();
    assertThat(watch.state().isSubscribed()).isTrue();
    var news =
        journal.events(FindingsChanged.class).stream()
            .map(changed -> changed.news().stream().map(Finding::code).toList())
            .toList();
    assertThat(news).hasSize(2);
    assertThat(news.getFirst()).contains("service_account_token");
    assertThat(news.getLast()).contains("administrator");
  }

  @Test
  void an_outage_is_no_answer_and_over_with_the_next_tick() {
    watch.tick();
    world.traccar.outage().begin();
    world.clock.pass(LIGHT);
    watch.tick();
    watch.tick();
    assertThat(watch.state().isSubscribed()).isFalse();
    assertThat(watch.state().last()).isPresent();
    assertThat(watch.state().trouble()).contains("the gateway is out of reach");
    world.traccar.outage().end();
    watch.tick();
    assertThat(watch.state().isSubscribed()).isTrue();
    assertThat(journal.events(SubscriptionCheckFailed.class)).hasSize(1);
  }

  @Test
  void an_outage_of_the_database_costs_traccar_nothing() {
    world.device(1);
    watch.tick();
    var device = world.device(2);
    var before = world.traccar.listings();
    world.provisionings.away(true);
    for (var pause : List.of(LIGHT, WatchSubscription.TICK, WHOLE, WatchSubscription.TICK)) {
      world.clock.pass(pause);
      watch.tick();
      assertThat(watch.state().trouble()).contains("the database is out of reach");
    }
    assertThat(world.traccar.listings()).isEqualTo(before);
    world.provisionings.away(false);
    watch.tick();
    assertThat(watch.state().isSubscribed()).isTrue();
    assertThat(world.traccar.linkedDevices()).contains(device);
  }

  @Test
  void a_whole_check_that_failed_is_made_again_at_the_next_tick() {
    var device = world.device(1);
    watch.tick();
    world.traccar.unlink(device);
    world.traccar.outage().begin();
    assertThatThrownBy(watch::checkNow).isInstanceOf(GatewayUnavailableException.class);
    assertThat(watch.state().isSubscribed()).isFalse();
    world.traccar.outage().end();
    watch.tick();
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
  }

  @Test
  void checks_that_time_out_pause_for_longer_each_time() {
    world.traccar.outage().begin();
    world.traccar.whenAsked(() -> world.clock.pass(Duration.ofMinutes(1)));
    for (int pause = 1; pause <= 3; pause++) {
      watch.tick();
      var asked = world.clock.now();
      world.clock.pass(Duration.ofMinutes(pause).minusSeconds(1));
      var before = world.clock.now();
      watch.tick();
      assertThat(world.clock.now()).as("paused since " + asked).isEqualTo(before);
      world.clock.pass(Duration.ofSeconds(1));
    }
  }

  @Test
  void after_an_outage_the_pause_of_the_failures_before_does_not_count() {
    world.traccar.outage().begin();
    world.traccar.whenAsked(() -> world.clock.pass(Duration.ofMinutes(1)));
    watch.tick();
    world.traccar.outage().end();
    world.traccar.whenAsked(() -> {});
    watch.tick();
    assertThat(watch.state().isSubscribed()).isFalse();
    watch.resume();
    watch.tick();
    assertThat(watch.state().isSubscribed()).isTrue();
  }

  @Test
  void what_changed_during_an_outage_that_no_check_noticed_is_seen_at_once() {
    watch.tick();
    var device = world.device(1);
    watch.resume();
    watch.tick();
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
  }

  @Test
  void an_outage_that_ends_during_a_check_that_fails_even_so_is_followed_by_another_at_once() {
    world.traccar.outage().begin();
    world.traccar.whenAsked(() -> {
      world.clock.pass(Duration.ofMinutes(1));
      watch.resume();
    });
    watch.tick();
    world.traccar.outage().end();
    watch.tick();
    assertThat(watch.state().isSubscribed()).isTrue();
  }

  @Test
  void after_the_clock_was_set_back_everything_is_checked_at_once() {
    var device = world.device(1);
    watch.tick();
    world.traccar.unlink(device);
    world.clock.pass(Duration.ofDays(-1));
    watch.tick();
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
  }

  @Test
  void after_the_clock_was_set_back_new_devices_are_linked_as_soon_as_usual() {
    watch.tick();
    world.clock.pass(LIGHT);
    watch.tick();
    var device = world.device(1);
    world.clock.pass(Duration.ofSeconds(-1));
    watch.tick();
    assertThat(world.traccar.linkedDevices()).containsExactly(device);
  }

  @Test
  void after_the_clock_was_set_back_a_pause_is_over() {
    world.traccar.outage().begin();
    world.traccar.whenAsked(() -> world.clock.pass(Duration.ofMinutes(1)));
    watch.tick();
    world.traccar.outage().end();
    world.traccar.whenAsked(() -> {});
    world.clock.pass(Duration.ofDays(-1));
    watch.tick();
    assertThat(watch.state().isSubscribed()).isTrue();
  }

  @Test
  void a_large_fleet_is_linked_in_pieces_that_end_and_the_rest_is_counted() {
    IntStream.rangeClosed(1, 2000).forEach(world::device);
    world.traccar.whenLinking(() -> world.clock.pass(Duration.ofSeconds(8)));
    watch.tick();
    assertThat(watch.unlinked()).isEqualTo(500);
    assertThat(watch.state().isSubscribed()).isTrue();
    watch.tick();
    assertThat(watch.unlinked()).isZero();
    assertThat(world.traccar.linkedDevices()).hasSize(2000);
  }

  @Test
  void one_replica_lists_the_fleet_and_the_others_learn_of_it() {
    world.device(1);
    var replica = world.replica();
    var other = watch(replica);
    watch.tick();
    other.tick();
    var before = world.traccar.listings();

    for (int minute = 2; minute <= 20; minute += 2) {
      world.onlineDevice(minute);
      world.clock.pass(LIGHT);
      watch.tick();
      other.tick();
    }

    assertThat(world.traccar.listings()).isEqualTo(before + 10);
    assertThat(other.state().devices()).isEqualTo(11);
    assertThat(other.state().online()).isEqualTo(10);
  }

  @Test
  void what_another_replica_listed_is_in_the_index_of_trackers() {
    var other = watch(world.replica());
    watch.tick();
    var fleet = new Fleet(Set.of(new DeviceId(1)), Set.of(), Map.of(IMEI, new DeviceId(1)));
    world.fleets.store(fleet, world.clock.now());

    watch.tick();
    other.tick();

    assertThat(world.trackers.find(IMEI)).contains(new DeviceId(1));
  }

  @Test
  void while_another_replica_lists_the_fleet_nobody_else_does() {
    watch.tick();
    world.clock.pass(LIGHT);
    world.leases.other().take("fleet", LIGHT);
    var before = world.traccar.listings();

    watch.tick();
    assertThat(world.traccar.listings()).isEqualTo(before);

    world.clock.pass(LIGHT);
    watch.tick();
    assertThat(world.traccar.listings()).isEqualTo(before + 1);
  }

  private WatchSubscription watch(ListeningWorld replica) {
    return new WatchSubscription(
        replica.repairSubscription,
        replica.linkNewDevices,
        journal,
        replica.clock,
        new WatchSubscription.Intervals(WHOLE, LIGHT));
  }

  /** Findings that were reported after the first check, with their severity. */
  private List<String> changes() {
    return journal.events(FindingsChanged.class).stream()
        .skip(1)
        .flatMap(changed -> changed.news().stream())
        .map(finding -> finding.code() + " " + finding.severity().word())
        .toList();
  }
}
