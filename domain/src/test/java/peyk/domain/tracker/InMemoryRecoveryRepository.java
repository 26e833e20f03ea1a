package peyk.domain.tracker;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import peyk.domain.device.DeviceId;

/** What was missed, in memory. */
public final class InMemoryRecoveryRepository implements RecoveryRepository {
  private record Pass(Instant begunAt, long lastDevice) {}

  private final Map<Gap, Pass> passes = new EnumMap<>(Gap.class);
  private Optional<Instant> wholeAt = Optional.empty();
  private Optional<Instant> owedFrom = Optional.empty();

  @Override
  public synchronized void wasWhole(Instant at) {
    wholeAt = Optional.of(at);
  }

  @Override
  public synchronized void wasBroken(Instant at, Instant orFrom) {
    passes.remove(Gap.SUBSCRIPTION);
    var known = wholeAt.filter(whole -> !whole.isAfter(at)).orElse(orFrom);
    owedFrom = Optional.of(owedFrom.orElse(known));
    wholeAt = Optional.of(at);
  }

  @Override
  public synchronized Optional<Instant> owedFrom() {
    return owedFrom;
  }

  @Override
  public synchronized long resume(Gap gap, Instant notBefore, Instant now) {
    var pass = passes.get(gap);
    if (pass == null || pass.begunAt().isBefore(notBefore) || pass.begunAt().isAfter(now)) {
      pass = new Pass(now, 0);
    }
    passes.put(gap, pass);
    return pass.lastDevice();
  }

  @Override
  public synchronized void fetched(Gap gap, DeviceId upTo) {
    passes.computeIfPresent(gap, (_, pass) -> new Pass(pass.begunAt(), upTo.value()));
  }

  @Override
  public synchronized void end(Gap gap) {
    if (passes.remove(gap) != null && gap == Gap.SUBSCRIPTION) {
      owedFrom = Optional.empty();
    }
  }
}
