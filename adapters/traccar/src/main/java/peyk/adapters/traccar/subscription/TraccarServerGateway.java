package peyk.adapters.traccar.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import peyk.adapters.traccar.event.EventReader;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.ClockDifference;
import peyk.domain.tracker.ServerGateway;

/** A Traccar server itself. */
public final class TraccarServerGateway implements ServerGateway {
  private static final Duration TIME_FOR_A_REPORT = Duration.ofSeconds(30);

  private final TraccarClient client;

  public TraccarServerGateway(TraccarClient client) {
    this.client = client;
  }

  /** Everybody may ask for it, and a bad token would spoil even that. */
  @Override
  public Optional<String> version() {
    var call = ApiRequest.get("read version", "/server").by(new ApiRequest.Credentials.Anonymous());
    return Optional.of(LosslessJson.text(client.ask(call).json(), "version"))
        .filter(text -> !text.isBlank());
  }

  @Override
  public boolean sawComeOnline(Collection<DeviceId> devices, Instant from, Instant to) {
    if (devices.isEmpty()) {
      return false; // Traccar would take it for all devices
    }
    var ids = devices.stream().map(id -> "&deviceId=" + id).collect(Collectors.joining());
    var path =
        "/reports/events?type=" + EventReader.DEVICE_ONLINE + EventReader.period(from, to) + ids;
    var seen = new AtomicBoolean();
    client.list(
        ApiRequest.get("report status events", path).within(TIME_FOR_A_REPORT),
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
