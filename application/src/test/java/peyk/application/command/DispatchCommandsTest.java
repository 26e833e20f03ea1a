package peyk.application.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import peyk.application.job.FanOut.Work;
import peyk.application.monitoring.JournalEvent.CommandPostponed;
import peyk.application.monitoring.JournalEvent.CommandRefused;
import peyk.application.monitoring.JournalEvent.CommandSent;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;
import peyk.domain.device.AnswerKind;
import peyk.domain.time.ClusterTime;

class DispatchCommandsTest {
  private static final Duration FIRST_RETRY = CommandWorld.POLICY.firstRetry();
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final CommandWorld world = new CommandWorld();

  @Test
  void without_commands_there_is_nothing_to_do() {
    assertThat(dispatch()).isFalse();
    assertThat(world.trackers.sent()).isEmpty();
    assertThat(world.journal.events()).isEmpty();
  }

  @Test
  void it_looks_again_when_the_next_command_is_due_and_after_some_seconds_at_the_latest() {
    assertThat(world.dispatch.next()).isEqualTo(new Work.Nothing(Duration.ofSeconds(5)));
    world.want("getver");
    dispatch();
    world.want("getimsi");
    assertThat(world.dispatch.next()).isEqualTo(new Work.Nothing(Duration.ofSeconds(5)));
    world.clock.pass(CommandWorld.POLICY.answerTimeout().minusSeconds(2));
    assertThat(world.dispatch.next()).isEqualTo(new Work.Nothing(Duration.ofSeconds(2)));
  }

  @Test
  void a_command_that_is_due_is_sent() {
    var id = world.want("getver");
    assertThat(dispatch()).isTrue();
    assertThat(world.sent()).containsExactly("getver");
    assertThat(world.state(id)).isEqualTo(CommandState.SENT);
    assertThat(world.command(id).sentAt()).contains(world.clock.now());
    assertThat(world.journal.events(CommandSent.class)).hasSize(1);
    assertThat(dispatch()).isFalse();
  }

  @Test
  void the_next_waits_for_the_answer_and_the_gap() {
    world.want("getver");
    world.want("getimsi");
    dispatch();
    world.clock.pass(Duration.ofSeconds(10));
    assertThat(dispatch()).isFalse();
    Commands.answer(world.commands, world.tracker.id(), AnswerKind.VERSION, world.clock.now());
    assertThat(dispatch()).isTrue();
    assertThat(world.sent()).containsExactly("getver", "getimsi");
  }

  @Test
  void a_tracker_that_is_not_connected_is_tried_again_later_each_time() {
    var id = world.want("getver");
    world.trackers.disconnect(world.tracker.id());
    assertThat(dispatch()).isTrue();
    assertThat(world.state(id)).isEqualTo(CommandState.WANTED);
    assertThat(world.journal.events(CommandPostponed.class)).hasSize(1);
    assertTriedAgainAfter(FIRST_RETRY);
    assertTriedAgainAfter(FIRST_RETRY.multipliedBy(2));
    world.trackers.connect(world.tracker.id());
    assertTriedAgainAfter(FIRST_RETRY.multipliedBy(4));
    assertThat(world.sent()).containsExactly("getver");
    assertThat(world.command(id).attempts()).isEqualTo(4);
  }

  @Test
  void a_command_that_could_not_be_sent_until_its_end_expires() {
    var id = world.want("getver");
    world.trackers.disconnect(world.tracker.id());
    dispatch();
    world.trackers.connect(world.tracker.id());
    world.clock.pass(CommandWorld.POLICY.lifetime());
    assertThat(dispatch()).isFalse();
    assertThat(world.state(id)).isEqualTo(CommandState.EXPIRED);
    assertThat(world.sent()).isEmpty();
  }

  @Test
  void a_command_to_a_device_that_is_gone_ends() {
    var id = world.want("getver");
    world.trackers.disconnect(world.tracker.id());
    world.devices.remove(world.tracker.id());
    assertThat(dispatch()).isTrue();
    assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
    assertThat(world.journal.events(CommandRefused.class)).hasSize(1);
  }

  @Test
  void while_traccar_is_away_commands_wait_no_longer_each_time() {
    var id = world.want("getver");
    world.trackers.outage().begin();
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(this::dispatch).isInstanceOf(GatewayUnavailableException.class);
      assertThat(world.state(id)).isEqualTo(CommandState.WANTED);
      assertThat(dispatch()).isFalse();
      world.clock.pass(FIRST_RETRY);
    }
    world.trackers.outage().end();
    assertThat(dispatch()).isTrue();
    assertThat(world.sent()).containsExactly("getver");
  }

  @Test
  void a_command_that_reached_the_tracker_though_traccar_did_not_say_so_is_not_sent_again() {
    var id = world.want("getver");
    world.trackers.outage().begin();
    assertThatThrownBy(this::dispatch).isInstanceOf(GatewayUnavailableException.class);
    world.trackers.outage().end();
    Commands.answer(world.commands, world.tracker.id(), AnswerKind.VERSION, world.clock.now());
    assertThat(world.state(id)).isEqualTo(CommandState.ANSWERED);
    world.clock.pass(FIRST_RETRY);
    assertThat(dispatch()).isFalse();
    assertThat(world.sent()).isEmpty();
  }

  @Test
  void after_traccar_did_not_say_whether_it_sent_a_command_the_next_waits_for_the_gap() {
    world.want("getver");
    world.trackers.outage().begin();
    assertThatThrownBy(this::dispatch).isInstanceOf(GatewayUnavailableException.class);
    world.trackers.outage().end();
    world.want("getimsi");
    world.clock.pass(CommandWorld.POLICY.gap().minus(MOMENT));
    assertThat(dispatch()).isFalse();
    world.clock.pass(MOMENT);
    assertThat(dispatch()).isTrue();
    assertThat(world.sent()).containsExactly("getimsi");
  }

  @Test
  void who_stands_still_after_taking_a_command_does_not_send_it_late() {
    var id = world.want("getver");
    assertThat(dispatchStandingStill(Duration.ofSeconds(3))).isTrue();
    assertThat(world.sent()).isEmpty();
    assertThat(dispatch()).isFalse();
    world.clock.pass(CommandWorld.POLICY.answerTimeout());
    assertThat(dispatch()).isTrue();
    assertThat(world.sent()).containsExactly("getver");
    assertThat(world.state(id)).isEqualTo(CommandState.SENT);
  }

  @Test
  void a_command_that_expires_between_being_taken_and_being_sent_is_not_sent() {
    var id = world.want("getver");
    var second = Duration.ofSeconds(1);
    world.clock.pass(CommandWorld.POLICY.lifetime().minus(second.multipliedBy(2)));
    assertThat(dispatchStandingStill(second)).isTrue();
    world.clock.pass(CommandWorld.POLICY.answerTimeout());
    assertThat(dispatch()).isFalse();
    assertThat(world.sent()).isEmpty();
    assertThat(world.state(id)).isEqualTo(CommandState.EXPIRED);
  }

  /** Each look at the clock takes that long. */
  private boolean dispatchStandingStill(Duration time) {
    ClusterTime slow =
        () -> {
          world.clock.pass(time);
          return world.clock.now();
        };
    return CommandWorld.dispatchOne(
        new DispatchCommands(
            world.commands,
            world.trackers,
            world.devices,
            CommandWorld.POLICY,
            world.journal,
            slow));
  }

  @Test
  void if_it_cannot_be_told_whether_a_device_is_gone_its_command_is_tried_again() {
    var id = world.want("getver");
    world.trackers.disconnect(world.tracker.id());
    world.devices.outage().begin();
    assertThatThrownBy(this::dispatch).isInstanceOf(GatewayUnavailableException.class);
    assertThat(world.state(id)).isEqualTo(CommandState.WANTED);
    assertTriedAgainAfterOutage();
  }

  private void assertTriedAgainAfterOutage() {
    world.devices.outage().end();
    world.trackers.connect(world.tracker.id());
    assertTriedAgainAfter(FIRST_RETRY);
    assertThat(world.sent()).containsExactly("getver");
  }

  private void assertTriedAgainAfter(Duration pause) {
    world.clock.pass(pause.minus(MOMENT));
    assertThat(dispatch()).isFalse();
    world.clock.pass(MOMENT);
    assertThat(dispatch()).isTrue();
  }

  private boolean dispatch() {
    return world.dispatchOne();
  }
}
