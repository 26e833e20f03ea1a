package peyk.domain.tracker;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import peyk.domain.device.DeviceId;

/**
 * What can be seen of a Traccar server itself; throws {@link
 * peyk.domain.GatewayUnavailableException}.
 */
public interface ServerGateway {
  /** Which Traccar it is, e.g. {@code 6.14.5}, whoever asks; empty if it does not tell. */
  Optional<String> version();

  /**
   * Whether Traccar made an event of it that one of these devices came online in that time. It
   * costs Traccar a query for each device; only devices linked to this service's own user have
   * events.
   */
  boolean sawComeOnline(Collection<DeviceId> devices, Instant from, Instant to);

  /** From the answers that it has given so far, without asking; empty before the first. */
  Optional<ClockDifference> clockDifference();

  /**
   * How late trackers' answers come, from Traccar's hearing them to our hearing them, without
   * asking; empty if none has come in the last hour.
   */
  Optional<Duration> answerDelay();
}
