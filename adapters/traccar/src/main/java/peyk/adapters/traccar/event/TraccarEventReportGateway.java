package peyk.adapters.traccar.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.TrackerEvent;

/** The past events of a Traccar server. */
public final class TraccarEventReportGateway implements EventReportGateway {
  /** Traccar asks its database once for each, and an address may have 8,000 characters. */
  private static final int DEVICES_AT_ONCE = 100;

  private static final int BATCH = 1000;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final TraccarClient client;

  public TraccarEventReportGateway(TraccarClient client) {
    this.client = client;
  }

  @Override
  public void answers(
      Collection<DeviceId> devices,
      Instant from,
      Instant to,
      Consumer<List<TrackerEvent>> portion) {
    var period = EventReader.period(from, to);
    for (var some : portions(List.copyOf(devices), DEVICES_AT_ONCE)) {
      portions(answers(some, period), BATCH).forEach(portion);
    }
  }

  private List<TrackerEvent> answers(List<DeviceId> devices, String period) {
    var ids = devices.stream().map(id -> "&deviceId=" + id).collect(Collectors.joining());
    var path = "/reports/events?type=" + EventReader.COMMAND_RESULT + period + ids;
    var answers = new ArrayList<TrackerEvent>();
    client.list(
        ApiRequest.get("report events", path).within(PATIENCE),
        row -> {
          EventReader.read(row).ifPresent(answers::add);
          return true;
        });
    answers.sort(Comparator.comparing(TrackerEvent::at).thenComparingLong(TrackerEvent::id));
    return answers;
  }

  private static <T> List<List<T>> portions(List<T> all, int size) {
    var portions = new ArrayList<List<T>>();
    for (int i = 0; i < all.size(); i += size) {
      portions.add(all.subList(i, Math.min(i + size, all.size())));
    }
    return portions;
  }
}
