package peyk.domain.offending;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Supplier;

/** Breaks a rule on purpose: the time should come in from outside, not be read here. */
public final class ReadsTheClock {
  private final Supplier<Instant> now = Instant::now;

  @SuppressWarnings("JavaTimeDefaultTimeZone")
  public List<Object> times() {
    return List.of(now.get(), LocalDateTime.now(), Clock.systemUTC(), System.currentTimeMillis());
  }
}
