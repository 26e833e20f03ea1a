package peyk.application.subscription;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import peyk.domain.device.DeviceId;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Fetches the answers that came while no replica listened. The inbox drops the known ones.
 *
 * @param overlap how much earlier than necessary to begin, because Traccar holds answers back and
 *     clocks differ
 */
public record RecoverEvents(
    EventReportGateway reports,
    SubscriptionGateway traccar,
    EventInbox inbox,
    ClusterTime clock,
    Duration overlap) {
  /** The largest lead of Traccar's clock that is tolerated. */
  private static final Duration AHEAD = Duration.ofHours(1);

  /** How long before the link of a device its answers count. */
  private static final Duration BEFORE_LINK = Duration.ofMinutes(10);

  /**
   * Fetches the answers that came before the socket was opened, and records that everything until
   * then is stored. It asks for all devices, because Traccar may be slow to list the linked ones.
   *
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked; nothing is lost,
   *     and the call must be repeated
   */
  public void until(Instant socketOpened) {
    fetch(traccar.fleet().devices(), possible(inbox.completeUntil()).minus(overlap));
    inbox.completeUntil(socketOpened);
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

  private void fetch(Collection<DeviceId> devices, Instant from) {
    reports.answers(devices, from, clock.now().plus(AHEAD), inbox::store);
  }
}
