package peyk.application.subscription;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.EventInbox;
import peyk.domain.tracker.EventReportGateway;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Fetches the answers that were given while nobody listened; the inbox knows which of them are new.
 */
public final class RecoverEvents {
  /** Ahead of our clock Traccar's may be by this much. */
  private static final Duration AHEAD = Duration.ofHours(1);

  /** An answer may come this long before its device is linked. */
  private static final Duration BEFORE_LINK = Duration.ofMinutes(10);

  private final EventReportGateway reports;
  private final SubscriptionGateway traccar;
  private final EventInbox inbox;
  private final InstantSource clock;
  private final Duration overlap;

  /**
   * @param overlap how much earlier than the last time heard to begin: for answers that Traccar
   *     holds back for some seconds, and for clocks that differ
   */
  public RecoverEvents(
      EventReportGateway reports,
      SubscriptionGateway traccar,
      EventInbox inbox,
      InstantSource clock,
      Duration overlap) {
    this.reports = reports;
    this.traccar = traccar;
    this.inbox = inbox;
    this.clock = clock;
    this.overlap = overlap;
  }

  /**
   * Fetches what was missed before the socket was opened, and then counts as having heard all until
   * that time.
   *
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked; nothing is lost, it
   *     is to be done again
   */
  public void until(Instant socketOpened) {
    fetch(traccar.linkedDevices(), inbox.heardUntil().minus(overlap));
    inbox.heardUntil(socketOpened);
  }

  /** From when on the answers of a device count that is linked now. */
  Instant beforeLink() {
    return clock.instant().minus(BEFORE_LINK);
  }

  void ofNewDevices(Collection<DeviceId> devices, Instant from) {
    fetch(devices, from);
  }

  private void fetch(Collection<DeviceId> devices, Instant from) {
    reports.answers(devices, from, clock.instant().plus(AHEAD), inbox::store);
  }
}
