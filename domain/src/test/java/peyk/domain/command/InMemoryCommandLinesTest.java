package peyk.domain.command;

import java.time.Duration;
import java.time.Instant;
import peyk.domain.MovableClock;

class InMemoryCommandLinesTest extends CommandLinesContract {
  private final MovableClock clock = new MovableClock();
  private final CommandLines commands = new InMemoryCommandLines();

  @Override
  protected CommandLines commands() {
    return commands;
  }

  @Override
  protected CommandLines commandsOfAnotherReplica() {
    return commands;
  }

  @Override
  protected Instant now() {
    return clock.now();
  }

  @Override
  protected void pass(Duration time) {
    clock.pass(time);
  }
}
