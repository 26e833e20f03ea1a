package peyk.application.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import peyk.domain.command.CommandState;
import peyk.domain.schedule.FiringRepository.Beginning.Begun;
import peyk.domain.schedule.FiringRepository.Beginning.UnderWay;
import peyk.domain.schedule.Plans;
import peyk.domain.schedule.Recurrence.Every;
import peyk.domain.schedule.Schedule;
import peyk.domain.schedule.ScheduleName;

class ControlSchedulesTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Schedule LATER = Plans.of(new Every(HOUR, HOUR));
  private static final ScheduleName UNKNOWN = new ScheduleName("unknown");

  private final ScheduleWorld world = new ScheduleWorld().start(LATER);

  @Test
  void a_schedule_is_seen_with_its_state_and_its_last_firing() {
    assertThat(world.steer().list())
        .containsExactly(new ControlSchedules.Outlook(LATER, world.state(), Optional.empty()));
    world.pass(HOUR);
    world.tick();
    var outlook = world.steer().find(Plans.NAME).orElseThrow();
    assertThat(outlook.last()).contains(world.fired().getFirst());
    assertThat(outlook.state().nextAt()).contains(world.now().plus(HOUR));
    assertThat(world.steer().find(UNKNOWN)).isEmpty();
  }

  @Test
  void it_can_be_run_now_and_keeps_its_times() {
    world.tracker();
    var before = world.state();
    assertThat(world.steer().runNow(Plans.NAME)).get().isInstanceOf(Begun.class);
    assertThat(world.steer().runNow(Plans.NAME)).get().isInstanceOf(UnderWay.class);
    world.carryOut();
    assertThat(world.ordered()).hasSize(1);
    assertThat(world.state()).isEqualTo(before);
    assertThat(world.steer().commands(world.fired().getFirst()))
        .isEqualTo(Map.of(CommandState.WANTED, 1L));
    assertThat(world.steer().runNow(UNKNOWN)).isEmpty();
  }

  @Test
  void it_can_be_run_now_while_it_is_paused() {
    world.steer().pause(Plans.NAME);
    assertThat(world.steer().runNow(Plans.NAME)).get().isInstanceOf(Begun.class);
    assertThat(world.state().paused()).isTrue();
  }

  @Test
  void a_paused_schedule_goes_on_with_its_times_once_it_is_resumed() {
    world.steer().pause(Plans.NAME);
    world.pass(HOUR.multipliedBy(3).plusSeconds(1));
    var resumed = world.steer().resume(Plans.NAME).orElseThrow();
    assertThat(resumed.state().nextAt()).contains(world.now().plus(HOUR).minusSeconds(1));
    world.tick();
    assertThat(world.fired()).isEmpty();
    world.pass(HOUR);
    world.tick();
    assertThat(world.fired()).hasSize(1);
  }

  @Test
  void who_resumes_what_is_not_paused_changes_nothing() {
    world.pass(HOUR.plusSeconds(1));
    var due = world.state();
    assertThat(world.steer().resume(Plans.NAME)).get().extracting("state").isEqualTo(due);
    world.tick();
    assertThat(world.fired()).hasSize(1);
  }

  @Test
  void what_is_unknown_is_neither_paused_nor_resumed() {
    assertThat(world.steer().pause(UNKNOWN)).isEmpty();
    assertThat(world.steer().resume(UNKNOWN)).isEmpty();
    assertThat(world.steer().firings(UNKNOWN, Long.MAX_VALUE, 10)).isEmpty();
  }
}
