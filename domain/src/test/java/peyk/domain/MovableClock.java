package peyk.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import peyk.domain.time.ClusterTime;

/** A clock that stands still until it is moved. */
public final class MovableClock implements ClusterTime {
  /** Half past one in the afternoon in Tehran, on an ordinary day. */
  public static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

  private final AtomicReference<Instant> now = new AtomicReference<>(START);

  @Override
  public Instant now() {
    return now.get();
  }

  public void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
