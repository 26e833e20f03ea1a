package peyk.application.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import peyk.application.job.Job.Next;
import peyk.application.monitoring.JournalEvent.ScheduleSkipped;
import peyk.domain.job.JobKind;
import peyk.domain.schedule.Firing;
import peyk.domain.schedule.Plans;
import peyk.domain.schedule.Recurrence.AtStart;
import peyk.domain.schedule.Recurrence.Every;
import peyk.domain.schedule.Schedule;

class FireScheduleTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Schedule HOURLY = Plans.every(HOUR);

  private final ScheduleWorld world = new ScheduleWorld();

  @Test
  void a_schedule_fires_when_it_is_due_and_not_before() {
    world.start(Plans.of(new Every(HOUR, Duration.ofSeconds(30))));
    assertThat(world.fire()).isEqualTo(new Next.Again(Duration.ofSeconds(30)));
    assertThat(world.fired()).isEmpty();
    world.pass(Duration.ofSeconds(30));
    assertThat(world.fire()).isEqualTo(new Next.Again(Duration.ZERO));
    assertThat(world.fired()).extracting(Firing::dueAt).containsExactly(world.now());
    assertThat(world.fire()).isInstanceOf(Next.Again.class);
    assertThat(world.fired()).hasSize(1);
  }

  @Test
  void it_looks_once_a_minute_whether_its_state_was_changed() {
    world.start(Plans.of(new Every(HOUR, HOUR)));
    assertThat(world.fire()).isEqualTo(new Next.Again(MINUTE));
    world.start(Plans.of(new AtStart(Duration.ZERO)));
    world.tick();
    assertThat(world.fire()).isEqualTo(new Next.Again(MINUTE));
  }

  @Test
  void what_was_missed_is_made_up_once() {
    world.start(HOURLY).tick();
    world.pass(HOUR.multipliedBy(10));
    for (int i = 0; i < 5; i++) {
      world.tick();
    }
    assertThat(world.fired()).hasSize(2);
    assertThat(world.state().nextAt()).contains(world.now().plus(HOUR));
  }

  @Test
  void a_restart_does_not_fire_again() {
    world.start(HOURLY).tick();
    world.pass(MINUTE);
    world.start(HOURLY).tick();
    assertThat(world.fired()).hasSize(1);
  }

  @Test
  void at_each_start_it_fires_once_but_for_starts_that_follow_soon() {
    var atStart = Plans.of(new AtStart(Duration.ZERO));
    world.start(atStart).tick();
    world.tick();
    world.pass(MINUTE);
    world.start(atStart).tick();
    assertThat(world.fired()).hasSize(1);
    world.pass(HOUR);
    world.start(atStart).tick();
    assertThat(world.fired()).hasSize(2);
  }

  @Test
  void while_a_firing_is_under_way_the_next_is_left_out() {
    world.start(HOURLY);
    world.fire();
    world.pass(HOUR);
    world.fire();
    assertThat(world.fired()).hasSize(1);
    assertThat(world.journal.events(ScheduleSkipped.class)).hasSize(1);
    world.carryOut();
    world.pass(HOUR);
    world.fire();
    assertThat(world.fired()).hasSize(2);
  }

  @Test
  void a_paused_schedule_does_not_fire_and_nobody_hears_of_it() {
    world.start(HOURLY).steer().pause(Plans.NAME);
    world.tick();
    world.pass(HOUR);
    world.tick();
    assertThat(world.fired()).isEmpty();
    assertThat(world.journal.events()).isEmpty();
  }

  @Test
  void of_a_schedule_that_is_not_configured_any_more_nothing_is_left_to_do() {
    world.start(HOURLY).start();
    assertThat(world.fire()).isEqualTo(new Next.Done());
    assertThat(world.fired()).isEmpty();
  }

  @Test
  void whoever_knows_a_schedule_sees_to_its_job() {
    world.start(HOURLY);
    world.jobs.done(JobKind.FIRE_SCHEDULE, "versions");
    world.keep();
    assertThat(world.jobs.due(JobKind.FIRE_SCHEDULE, "versions")).contains(world.now());
  }

  @Test
  void a_replica_whose_settings_are_older_leaves_a_schedule_to_the_others() {
    world.start(Plans.every(HOUR.multipliedBy(6))).tick();
    world.start(HOURLY);
    var changed = world.state();
    world.pass(HOUR);
    world.pretend(Plans.every(HOUR.multipliedBy(6)));
    assertThat(world.fire()).isEqualTo(new Next.Again(MINUTE));
    assertThat(world.state()).isEqualTo(changed);
    world.pretend(HOURLY);
    world.fire();
    assertThat(world.fired()).hasSize(2);
  }

  @Test
  void what_is_run_by_hand_does_not_count_as_a_start() {
    var atStart = Plans.of(new AtStart(Duration.ZERO));
    world.start(atStart).tick();
    world.pass(HOUR);
    world.steer().runNow(Plans.NAME);
    world.carryOut();
    world.start(atStart).tick();
    assertThat(world.fired()).hasSize(3);
  }
}
