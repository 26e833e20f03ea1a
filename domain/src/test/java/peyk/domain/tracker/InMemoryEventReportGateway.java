package peyk.domain.tracker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.function.Consumer;
import peyk.domain.Outage;
import peyk.domain.device.DeviceId;

/** The past events of a Traccar that is not there. */
public final class InMemoryEventReportGateway implements EventReportGateway {
  private static final int BATCH = 100;

  private final Outage outage = new Outage();
  private final List<TrackerEvent> events = new ArrayList<>();

  public Outage outage() {
    return outage;
  }

  public synchronized void add(TrackerEvent event) {
    events.add(event);
  }

  @Override
  public void answers(
      Collection<DeviceId> devices, Instant from, Instant to, Consumer<List<TrackerEvent>> batch) {
    outage.check();
    var found = found(devices, from, to);
    for (int i = 0; i < found.size(); i += BATCH) {
      batch.accept(found.subList(i, Math.min(i + BATCH, found.size())));
    }
  }

  private synchronized List<TrackerEvent> found(
      Collection<DeviceId> devices, Instant from, Instant to) {
    var wanted = new HashSet<>(devices);
    return events.stream()
        .filter(event -> wanted.contains(event.device()))
        .filter(event -> !event.at().isBefore(from) && !event.at().isAfter(to))
        .sorted(Comparator.comparing(TrackerEvent::at).thenComparing(TrackerEvent::id))
        .toList();
  }
}
