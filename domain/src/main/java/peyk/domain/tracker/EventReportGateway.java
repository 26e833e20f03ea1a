package peyk.domain.tracker;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import peyk.domain.device.DeviceId;

/** Traccar's report of past events. Throws {@link peyk.domain.GatewayUnavailableException}. */
public interface EventReportGateway {
  /**
   * The answers of these devices in a time, both ends inclusive, in batches. Only devices linked to
   * this service's own user have any.
   */
  void answers(
      Collection<DeviceId> devices, Instant from, Instant to, Consumer<List<TrackerEvent>> batch);
}
