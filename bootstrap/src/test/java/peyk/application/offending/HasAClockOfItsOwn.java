package peyk.application.offending;

import java.time.Instant;
import java.time.InstantSource;

/** Breaks a rule on purpose: this machine's clock is not that of other replicas. */
public final class HasAClockOfItsOwn {
  private final InstantSource clock;

  public HasAClockOfItsOwn(InstantSource clock) {
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }
}
