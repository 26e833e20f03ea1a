package peyk.application.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import peyk.application.job.Job.Next;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.command.Command;
import peyk.domain.device.Device;
import peyk.domain.schedule.Audience;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.Firing.Ending;
import peyk.domain.schedule.Plans;
import peyk.domain.schedule.Recurrence.Every;
import peyk.domain.schedule.Schedule;

class OrderFiringCommandsTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Schedule HOURLY = Plans.every(HOUR);

  private final ScheduleWorld world = new ScheduleWorld();

  @Test
  void each_tracker_is_ordered_its_command_once() {
    var trackers = trackers(8);
    world.start(HOURLY).tick();
    assertThat(world.ordered())
        .extracting(Command::device)
        .containsExactlyElementsOf(trackers.stream().map(Device::id).toList());
    assertThat(world.ordered()).allMatch(command -> command.text().value().equals("getver"));
    assertThat(world.endings())
        .extracting(Ending::devices, Ending::addressed, Ending::ordered)
        .containsExactly(tuple(8L, 8L, 8L));
    assertThat(world.carryOut()).isEqualTo(new Next.Done());
    assertThat(world.ordered()).hasSize(8);
  }

  @Test
  void only_those_whom_it_is_for_are_ordered_anything() {
    var trackers = trackers(4);
    world.devices.online(trackers.get(1).id(), false);
    world.devices.change(trackers.get(2).id(), device -> device.ofModel("other"));
    var audience = new Audience(Set.of("T950"), true, List.of());
    world.start(Plans.of(new Every(HOUR, Duration.ZERO), audience)).tick();
    assertThat(world.ordered())
        .extracting(Command::device)
        .containsExactly(trackers.get(0).id(), trackers.get(3).id());
    assertThat(world.endings())
        .extracting(Ending::devices, Ending::addressed, Ending::ordered)
        .containsExactly(tuple(4L, 2L, 2L));
  }

  @Test
  void a_firing_that_broke_off_is_taken_up_and_nobody_is_sent_a_command_twice() {
    trackers(8);
    world.start(HOURLY).fire();
    var broken = new int[1];
    world.devices.outage().begin();
    assertThatThrownBy(world::carryOut).isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.firings.underWay(Plans.NAME)).isPresent();
    world.devices.outage().end();
    var firing = world.firings.underWay(Plans.NAME).orElseThrow();
    world.devices.forEach(batch -> {
      if (broken[0]++ == 0) {
        world.firings.order(
            firing,
            batch.stream()
                .flatMap(device -> HOURLY.orderFor(device, firing, world.now()).stream())
                .toList(),
            world.now());
      }
    });
    world.sendAll();
    assertThat(world.ordered()).hasSize(3);
    world.carryOut();
    assertThat(world.ordered()).hasSize(8).extracting(Command::device).doesNotHaveDuplicates();
    assertThat(world.endings())
        .extracting(Ending::devices, Ending::addressed, Ending::ordered)
        .containsExactly(tuple(8L, 8L, 8L));
  }

  @Test
  void what_waits_for_a_tracker_from_the_last_firing_is_not_ordered_again() {
    trackers(2);
    world.start(HOURLY).tick();
    world.pass(HOUR);
    world.tick();
    assertThat(world.ordered()).hasSize(2);
    assertThat(world.endings())
        .extracting(Ending::devices, Ending::addressed, Ending::ordered)
        .contains(tuple(2L, 2L, 0L));
    world.sendAll();
    world.pass(HOUR);
    world.tick();
    assertThat(world.ordered()).hasSize(4);
  }

  @Test
  void a_firing_of_a_schedule_that_is_unknown_here_is_left_to_others_for_a_while() {
    trackers(1);
    world.start(HOURLY).fire();
    world.start();
    assertThat(world.carryOut()).isInstanceOf(Next.Again.class);
    assertThat(world.firings.underWay(Plans.NAME)).isPresent();
    world.pass(HOUR);
    assertThat(world.carryOut()).isEqualTo(new Next.Done());
    assertThat(world.firings.underWay(Plans.NAME)).isEmpty();
    assertThat(world.ordered()).isEmpty();
  }

  @Test
  void a_firing_that_waits_for_traccar_is_not_carried_out_once_the_schedule_is_paused() {
    trackers(1);
    world.start(HOURLY).fire();
    world.steer().pause(Plans.NAME);
    world.carryOut();
    assertThat(world.ordered()).isEmpty();
    assertThat(world.firings.underWay(Plans.NAME)).isEmpty();
    world.steer().runNow(Plans.NAME);
    world.carryOut();
    assertThat(world.ordered()).hasSize(1);
  }

  @Test
  void without_a_firing_there_is_nothing_to_do() {
    trackers(1);
    world.start(HOURLY);
    assertThat(world.carryOut()).isEqualTo(new Next.Done());
    assertThat(world.ordered()).isEmpty();
    assertThat(world.fired()).extracting(Firing::id).isEmpty();
  }

  private List<Device> trackers(int count) {
    return Stream.generate(world::tracker).limit(count).toList();
  }
}
