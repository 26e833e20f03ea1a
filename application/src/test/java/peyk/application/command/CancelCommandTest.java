package peyk.application.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import peyk.application.command.CancelCommand.Outcome;
import peyk.domain.command.CommandId;
import peyk.domain.command.CommandState;
import peyk.domain.command.Commands;

class CancelCommandTest {
  private final CommandWorld world = new CommandWorld();
  private final CancelCommand cancelCommand = new CancelCommand(world.commands, world.clock);

  @Test
  void a_command_that_waits_is_taken_back_and_never_sent() {
    var id = world.want("getver");
    assertThat(cancelCommand.cancel(id)).isEqualTo(new Outcome.Cancelled(world.command(id)));
    assertThat(world.state(id)).isEqualTo(CommandState.CANCELLED);
    assertThat(world.command(id).endedAt()).contains(world.clock.now());
    assertThat(world.dispatchOne()).isFalse();
    assertThat(world.sent()).isEmpty();
  }

  @Test
  void it_may_be_taken_back_again() {
    var id = world.want("getver");
    cancelCommand.cancel(id);
    assertThat(cancelCommand.cancel(id)).isEqualTo(new Outcome.Cancelled(world.command(id)));
  }

  @Test
  void a_command_that_was_sent_is_not_taken_back() {
    var id = world.want("getver");
    world.dispatchOne();
    assertThat(cancelCommand.cancel(id)).isEqualTo(new Outcome.Sent(world.command(id)));
    assertThat(world.state(id)).isEqualTo(CommandState.SENT);
  }

  @Test
  void nor_is_one_that_is_being_sent() {
    var id = world.want("getver");
    Commands.take(world.commands, world.clock.now());
    assertThat(cancelCommand.cancel(id)).isEqualTo(new Outcome.Sent(world.command(id)));
    assertThat(world.state(id)).isEqualTo(CommandState.WANTED);
  }

  @Test
  void what_is_over_stays_as_it_is() {
    var id = world.want("getver");
    world.dispatchOne();
    Commands.answer(world.commands, world.command(id), world.clock.now());
    assertThat(cancelCommand.cancel(id)).isEqualTo(new Outcome.Over(world.command(id)));
    assertThat(world.state(id)).isEqualTo(CommandState.ANSWERED);
  }

  @Test
  void there_has_to_be_a_command() {
    assertThat(cancelCommand.cancel(new CommandId(99))).isEqualTo(new Outcome.Unknown());
  }
}
