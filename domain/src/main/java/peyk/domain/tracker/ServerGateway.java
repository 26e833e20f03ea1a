package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import peyk.domain.device.DeviceId;

/** Facts about the Traccar server. Throws {@link peyk.domain.GatewayUnavailableException}. */
public interface ServerGateway {
  /**
   * The version, e.g. {@code 6.14.5}, readable without a token; empty if Traccar does not report
   * it.
   */
  Optional<String> version();

  /**
   * Whether one of these devices has an event for coming online in that time. It costs Traccar a
   * query for each device. Only devices linked to this service's own user have events.
   */
  boolean sawComeOnline(Collection<DeviceId> devices, Instant from, Instant to);

  /** Known from earlier answers, without a request; empty before the first. */
  Optional<ClockDifference> clockDifference();

  /**
   * The delay of trackers' answers between Traccar and this service, without a request; empty if
   * none has come in the last hour.
   */
  Optional<Duration> answerDelay();
}
