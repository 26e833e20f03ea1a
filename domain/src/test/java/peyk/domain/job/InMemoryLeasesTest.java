package peyk.domain.job;

import java.time.Duration;
import peyk.domain.MovableClock;

class InMemoryLeasesTest extends LeasesContract {
  private final MovableClock clock = new MovableClock();
  private final InMemoryLeases one = new InMemoryLeases(clock);
  private final InMemoryLeases other = one.other();

  @Override
  protected Leases one() {
    return one;
  }

  @Override
  protected Leases other() {
    return other;
  }

  @Override
  protected void pass(Duration time) {
    clock.pass(time);
  }
}
