package peyk.application.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.MovableClock;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.EventReportGateway;

class RecoverEventsTest {
  private static final Instant HEARD = MovableClock.START;

  private final ListeningWorld world = new ListeningWorld();

  @Test
  void what_was_answered_while_nobody_listened_is_fetched() {
    var device = world.linkedDevice(1);
    world.clock.pass(Duration.ofHours(2));
    var missed = world.missed(device, HEARD.plusSeconds(60));
    world.recoverEvents.until(world.clock.now(), world.clock.now());
    assertThat(world.inbox.stored()).containsExactly(missed);
    assertThat(world.inbox.completeUntil()).isEqualTo(world.clock.now());
  }

  @Test
  void a_little_is_fetched_again_and_known_answers_are_not_stored_twice() {
    var device = world.linkedDevice(1);
    var known = world.missed(device, HEARD.minusSeconds(10));
    world.inbox.store(List.of(known));
    var late = world.missed(device, HEARD.minus(ListeningWorld.OVERLAP));
    world.missed(device, HEARD.minus(ListeningWorld.OVERLAP).minusNanos(1));
    world.recoverEvents.until(world.clock.now(), world.clock.now());
    assertThat(world.inbox.stored()).containsExactly(known, late);
  }

  @Test
  void traccars_clock_may_be_an_hour_ahead() {
    var device = world.linkedDevice(1);
    var ahead = world.missed(device, HEARD.plus(Duration.ofHours(1)));
    world.missed(device, HEARD.plus(Duration.ofHours(1)).plusNanos(1));
    world.recoverEvents.until(world.clock.now(), world.clock.now());
    assertThat(world.inbox.stored()).containsExactly(ahead);
  }

  @Test
  void a_traccar_that_is_too_slow_to_list_links_does_not_delay_it() {
    var missed = world.missed(world.linkedDevice(1), HEARD);
    world.traccar.slowToListLinks(true);
    world.recoverEvents.until(world.clock.now(), world.clock.now());
    assertThat(world.inbox.stored()).containsExactly(missed);
  }

  @Test
  void a_long_silence_is_fetched_in_portions() {
    var device = world.linkedDevice(1);
    world.clock.pass(Duration.ofHours(2));
    IntStream.range(0, 1_234).forEach(i -> world.missed(device, HEARD.plusSeconds(i)));
    world.recoverEvents.until(world.clock.now(), world.clock.now());
    assertThat(world.inbox.stored()).hasSize(1_234);
  }

  @Test
  void after_an_outage_it_is_done_again_from_the_same_time() {
    var device = world.linkedDevice(1);
    var missed = world.missed(device, HEARD);
    world.clock.pass(Duration.ofHours(2));
    world.reports.outage().begin();
    assertThatThrownBy(() -> world.recoverEvents.until(world.clock.now(), world.clock.now()))
        .isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.inbox.completeUntil()).isEqualTo(HEARD);
    world.reports.outage().end();
    world.recoverEvents.until(world.clock.now(), world.clock.now());
    assertThat(world.inbox.stored()).containsExactly(missed);
  }

  /** Nobody knows how far back. */
  @Test
  void after_the_clock_was_set_back_as_much_is_fetched_as_it_lies_ahead() {
    var device = world.linkedDevice(1);
    world.inbox.completeUntil(HEARD.plusSeconds(1800));
    var missed = world.missed(device, HEARD.minusSeconds(1800));
    world.recoverEvents.until(world.clock.now(), world.clock.now());
    assertThat(world.inbox.stored()).containsExactly(missed);
    assertThat(world.inbox.completeUntil()).isEqualTo(HEARD);
  }

  /** Events that come by the socket from then on are stored by whoever listens. */
  @Test
  void all_is_heard_until_the_socket_was_opened() {
    world.linkedDevice(1);
    world.clock.pass(Duration.ofHours(2));
    var opened = world.clock.now().minusSeconds(30);
    world.recoverEvents.until(opened, opened);
    assertThat(world.inbox.completeUntil()).isEqualTo(opened);
  }

  @Test
  void after_a_failure_it_goes_on_where_it_failed() {
    IntStream.rangeClosed(1, 350).forEach(world::linkedDevice);
    var asked = new ArrayList<DeviceId>();
    var failing = failingAt(3, asked);
    var recoverEvents = world.recoverEvents(failing);
    var opened = world.clock.now();
    assertThatThrownBy(() -> recoverEvents.until(opened, opened))
        .isInstanceOf(GatewayUnavailableException.class);

    recoverEvents.until(opened, opened);

    assertThat(asked).hasSize(350).doesNotHaveDuplicates();
    assertThat(world.inbox.completeUntil()).isEqualTo(opened);
  }

  @Test
  void of_another_socket_nothing_was_done_yet() {
    IntStream.rangeClosed(1, 150).forEach(world::linkedDevice);
    var asked = new ArrayList<DeviceId>();
    var failing = failingAt(2, asked);
    var recoverEvents = world.recoverEvents(failing);
    var opened = world.clock.now();
    assertThatThrownBy(() -> recoverEvents.until(opened, opened))
        .isInstanceOf(GatewayUnavailableException.class);

    recoverEvents.until(opened.plusSeconds(60), opened.plusSeconds(60));

    assertThat(asked).hasSize(250);
  }

  @Test
  void another_replica_goes_on_where_the_first_failed() {
    IntStream.rangeClosed(1, 350).forEach(world::linkedDevice);
    var asked = new ArrayList<DeviceId>();
    var failing = failingAt(3, asked);
    var opened = world.clock.now();
    assertThatThrownBy(() -> world.recoverEvents(failing).until(opened, opened))
        .isInstanceOf(GatewayUnavailableException.class);

    world.replica().recoverEvents(failing).until(opened, opened);

    assertThat(asked).hasSize(350).doesNotHaveDuplicates();
  }

  @Test
  void one_replica_at_a_time_fetches_and_the_other_has_nothing_left_to_do() {
    world.linkedDevice(1);
    var missed = world.missed(new DeviceId(1), HEARD.plusSeconds(60));
    world.clock.pass(Duration.ofMinutes(10));
    var opened = world.clock.now();
    var other = world.replica();
    var whileFetching = new ArrayList<Boolean>();
    EventReportGateway slow =
        (devices, from, to, batch) -> {
          whileFetching.add(other.recoverEvents.until(opened, opened));
          batch.accept(List.of(missed));
        };

    assertThat(world.recoverEvents(slow).until(opened, opened)).isTrue();

    assertThat(whileFetching).containsExactly(false);
    world.clock.pass(Duration.ofSeconds(30));
    world.inbox.completeUntil(world.clock.now());
    var listings = world.traccar.listings();
    assertThat(other.recoverEvents.until(opened, opened)).isTrue();
    assertThat(world.traccar.listings()).isEqualTo(listings);
  }

  /** It may have died before Traccar streamed to the new socket. */
  @Test
  void another_replica_that_listened_when_the_socket_was_opened_is_not_enough() {
    var opened = world.clock.now();
    world.clock.pass(Duration.ofSeconds(5));
    world.inbox.completeUntil(world.clock.now());
    var missed = world.missed(world.linkedDevice(1), world.clock.now().plusSeconds(1));
    world.clock.pass(Duration.ofSeconds(5));
    var subscribed = world.clock.now();

    assertThat(world.recoverEvents.until(opened, subscribed)).isFalse();
    assertThat(world.inbox.stored()).isEmpty();
    world.clock.pass(Duration.ofMinutes(1));
    assertThat(world.recoverEvents.until(opened, subscribed)).isTrue();
    assertThat(world.inbox.stored()).containsExactly(missed);
  }

  @Test
  void what_was_fetched_before_traccar_streamed_is_fetched_again() {
    IntStream.rangeClosed(1, 150).forEach(world::linkedDevice);
    var asked = new ArrayList<DeviceId>();
    var failing = failingAt(2, asked);
    var recoverEvents = world.recoverEvents(failing);
    var opened = world.clock.now();
    assertThatThrownBy(() -> world.replica().recoverEvents(failing).until(opened, opened))
        .isInstanceOf(GatewayUnavailableException.class);
    world.clock.pass(Duration.ofSeconds(5));

    recoverEvents.until(opened, world.clock.now());

    assertThat(asked).hasSize(250);
  }

  /**
   * @param asked gets the devices of all other requests
   */
  private static EventReportGateway failingAt(int request, List<DeviceId> asked) {
    var requests = new AtomicInteger();
    return (devices, from, to, batch) -> {
      if (requests.incrementAndGet() == request) {
        throw new GatewayUnavailableException("Traccar is away");
      }
      asked.addAll(devices);
    };
  }
}
