package peyk.adapters.traccar.event;

import io.helidon.metrics.api.Counter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.application.monitoring.Metric;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.TrackerEvent;

/** The past events of a Traccar server. */
public final class TraccarEventReportGateway implements EventReportGateway {
  /** Traccar queries its database once for each, and a URL may have 8,000 characters. */
  private static final int DEVICES_OF_A_REQUEST = 100;

  private static final int BATCH = 1000;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final DateTimeFormatter MILLIS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private final TraccarClient client;
  private final Counter malformed;

  public TraccarEventReportGateway(TraccarClient client) {
    this.client = client;
    malformed = client.meters().counter(Metric.TRACCAR_SOCKET_MALFORMED);
  }

  /** A request for the device events "online". */
  public static ApiRequest onlineReport(Collection<DeviceId> devices, Instant from, Instant to) {
    return report("report status events", EventReader.DEVICE_ONLINE, devices, from, to);
  }

  /** Without devices, Traccar reports the events of all. */
  private static ApiRequest report(
      String operation, String type, Collection<DeviceId> devices, Instant from, Instant to) {
    var ids = devices.stream().map(id -> "&deviceId=" + id).collect(Collectors.joining());
    var period = "&from=" + MILLIS.format(from) + "&to=" + MILLIS.format(to);
    return ApiRequest.get(operation, "/reports/events?type=" + type + period + ids)
        .withTimeout(TIMEOUT);
  }

  @Override
  public void answers(
      Collection<DeviceId> devices, Instant from, Instant to, Consumer<List<TrackerEvent>> batch) {
    devices.stream()
        .gather(Gatherers.windowFixed(DEVICES_OF_A_REQUEST))
        .map(some -> answers(some, from, to))
        .forEach(answers -> answers.stream().gather(Gatherers.windowFixed(BATCH)).forEach(batch));
  }

  private List<TrackerEvent> answers(List<DeviceId> devices, Instant from, Instant to) {
    var answers = new ArrayList<TrackerEvent>();
    client.readRows(
        report("report events", EventReader.COMMAND_RESULT, devices, from, to),
        row -> {
          EventReader.answer(row).ifPresentOrElse(answers::add, malformed::increment);
          return true;
        });
    answers.sort(Comparator.comparing(TrackerEvent::at).thenComparingLong(TrackerEvent::id));
    return answers;
  }
}
