package peyk.domain.tracker;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import peyk.domain.device.DeviceId;

/** Traccar's memory of past events; throws {@link peyk.domain.GatewayUnavailableException}. */
public interface EventReportGateway {
  /**
   * The answers of these devices from one instant to another, both inclusive, in portions. Only
   * devices linked to this service's own user have any.
   */
  void answers(
      Collection<DeviceId> devices, Instant from, Instant to, Consumer<List<TrackerEvent>> portion);
}
