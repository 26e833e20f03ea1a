package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import peyk.domain.MovableClock;

class InMemoryCommandRepositoryTest extends CommandRepositoryContract {
  private final MovableClock clock = new MovableClock();
  private final CommandRepository commands =
      new InMemoryCommandRepository(Commands.policy(), clock);

  @Override
  protected CommandRepository commands() {
    return commands;
  }

  @Override
  protected CommandRepository commandsOfAnotherReplica() {
    return commands;
  }

  @Override
  protected Instant now() {
    return clock.instant();
  }

  @Override
  protected void pass(Duration time) {
    clock.pass(time);
  }
}
