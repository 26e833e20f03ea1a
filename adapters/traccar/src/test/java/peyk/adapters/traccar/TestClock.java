package peyk.adapters.traccar;

import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is set. */
public final class TestClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-11-22T09:00:00Z");

  public void set(Instant instant) {
    now = instant;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
