package peyk.application.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Gatherers;
import peyk.domain.device.DeviceId;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.SubscriptionGateway;

/** Fetches the answers that came while no replica listened. The inbox drops the known ones. */
public final class RecoverEvents {
  /** The largest lead of Traccar's clock that is tolerated. */
  private static final Duration AHEAD = Duration.ofHours(1);

  /** How long before the link of a device its answers count. */
  private static final Duration BEFORE_LINK = Duration.ofMinutes(10);

  /** The devices of one step. After a failure the steps that were done are not repeated. */
  private static final int STEP = 100;

  private final EventReportGateway reports;
  private final SubscriptionGateway traccar;
  private final EventInbox inbox;
  private final ClusterTime clock;
  private final Duration overlap;
  private final Set<DeviceId> done = new HashSet<>();
  private Instant socketOpened = Instant.MIN;

  /**
   * @param overlap how much earlier than necessary to begin, because Traccar holds answers back and
   *     clocks differ
   */
  public RecoverEvents(
      EventReportGateway reports,
      SubscriptionGateway traccar,
      EventInbox inbox,
      ClusterTime clock,
      Duration overlap) {
    this.reports = reports;
    this.traccar = traccar;
    this.inbox = inbox;
    this.clock = clock;
    this.overlap = overlap;
  }

  /**
   * Fetches the answers that came before the socket was opened, and records that everything until
   * then is stored. It asks for all devices, because Traccar may be slow to list the linked ones.
   *
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked; nothing is lost,
   *     and the call must be repeated; it goes on where it failed, if the socket is still the same
   */
  public synchronized void until(Instant opened) {
    if (!opened.equals(socketOpened)) {
      socketOpened = opened;
      done.clear();
    }
    var from = possible(inbox.completeUntil()).minus(overlap);
    traccar.fleet().devices().stream()
        .filter(device -> !done.contains(device))
        .sorted(Comparator.comparingLong(DeviceId::value))
        .gather(Gatherers.windowFixed(STEP))
        .forEach(step -> fetchOnce(step, from));
    inbox.completeUntil(opened);
    done.clear();
  }

  private void fetchOnce(List<DeviceId> step, Instant from) {
    fetch(step, from);
    done.addAll(step);
  }

  /**
   * A time in the future was stored before the clock was set back, nobody knows how far. The gap is
   * at most as long as that lies ahead.
   */
  private Instant possible(Instant completeUntil) {
    var ahead = Duration.between(clock.now(), completeUntil);
    return ahead.isNegative() ? completeUntil : clock.now().minus(ahead);
  }

  /** The time from which the answers of a newly linked device count. */
  Instant beforeLink() {
    return clock.now().minus(BEFORE_LINK);
  }

  void ofNewDevices(Collection<DeviceId> devices, Instant from) {
    fetch(devices, from);
  }

  /**
   * Fetches the answers since a time at which all were streamed.
   *
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   */
  void afterRepair(Collection<DeviceId> devices, Instant from) {
    fetch(devices, from.minus(overlap));
  }

  private void fetch(Collection<DeviceId> devices, Instant from) {
    reports.answers(devices, from, clock.now().plus(AHEAD), inbox::store);
  }
}
