package peyk.adapters.traccar.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import peyk.adapters.traccar.event.TraccarEventReportGateway;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Anonymous;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.ServerGateway;

/** A Traccar server itself. */
public record TraccarServerGateway(TraccarClient client) implements ServerGateway {
  /** {@inheritDoc} Anybody may read it, but with a bad token Traccar would refuse. */
  @Override
  public Optional<String> version() {
    var request = ApiRequest.get("read version", "/server").with(new Anonymous());
    return client
        .find(request)
        .map(response -> LosslessJson.text(response.json(), "version"))
        .filter(text -> !text.isBlank());
  }

  @Override
  public boolean sawComeOnline(Collection<DeviceId> devices, Instant from, Instant to) {
    if (devices.isEmpty()) {
      return false;
    }
    var seen = new AtomicBoolean();
    client.readRows(
        TraccarEventReportGateway.onlineReport(devices, from, to),
        row -> {
          seen.set(true);
          return false;
        });
    return seen.get();
  }

  @Override
  public Optional<ClockDifference> clockDifference() {
    return client.health().clockDifference();
  }

  @Override
  public Optional<Duration> answerDelay() {
    return client.health().answerDelay();
  }
}
