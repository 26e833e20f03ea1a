package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import peyk.domain.Outage;
import peyk.domain.device.DeviceId;

/** A Traccar server that is not there; what it tells can be laid down. */
public final class InMemoryServerGateway implements ServerGateway {
  private record CameOnline(DeviceId device, Instant at) {}

  private final Outage outage = new Outage();
  private final List<CameOnline> events = new ArrayList<>();
  private volatile Optional<ClockDifference> clockDifference =
      Optional.of(new ClockDifference(Duration.ZERO, Duration.ZERO));
  private volatile Optional<Duration> answerDelay = Optional.empty();

  public Outage outage() {
    return outage;
  }

  public synchronized void cameOnline(DeviceId device, Instant at) {
    events.add(new CameOnline(device, at));
  }

  public void clockDifference(ClockDifference difference) {
    clockDifference = Optional.of(difference);
  }

  public void answerDelay(Duration delay) {
    answerDelay = Optional.of(delay);
  }

  @Override
  public Optional<String> version() {
    outage.check();
    return Optional.of("6.14.5");
  }

  @Override
  public synchronized boolean sawComeOnline(
      Collection<DeviceId> devices, Instant from, Instant to) {
    outage.check();
    return events.stream()
        .filter(event -> devices.contains(event.device()))
        .anyMatch(event -> !event.at().isBefore(from) && !event.at().isAfter(to));
  }

  @Override
  public Optional<ClockDifference> clockDifference() {
    return clockDifference;
  }

  @Override
  public Optional<Duration> answerDelay() {
    return answerDelay;
  }
}
