package peyk.application.tracker;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import peyk.application.provisioning.KnowFleet;
import peyk.application.provisioning.NoticeDevices;
import peyk.domain.account.DefaultNotification;
import peyk.domain.tracker.ListenerIdentity.Nobody;
import peyk.domain.tracker.ListenerIdentity.ServiceAccount;
import peyk.domain.tracker.ListenerIdentity.User;
import peyk.domain.tracker.ListeningGateway;

/**
 * Makes sure that Traccar streams trackers' answers to this service: its own user needs one
 * notification for each event type and a link to every device. Repairs what is missing; meant to be
 * done again and again. On the way it sees which devices are online: the socket does not tell of
 * those that were linked after it was opened.
 */
public final class BeHeard {
  /** The event types that this service reacts to; the second exists only where it is enabled. */
  private static final List<String> EVENT_TYPES = List.of("commandResult", "deviceOnline");

  private static final String WEB = "web";

  private final ListeningGateway traccar;
  private final RecoverEvents recoverEvents;
  private final KnowFleet knowFleet;
  private final NoticeDevices noticeDevices;

  public BeHeard(
      ListeningGateway traccar,
      RecoverEvents recoverEvents,
      KnowFleet knowFleet,
      NoticeDevices noticeDevices) {
    this.traccar = traccar;
    this.recoverEvents = recoverEvents;
    this.knowFleet = knowFleet;
    this.noticeDevices = noticeDevices;
  }

  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked; links and
   *     notifications have been made by then
   */
  public Hearing check() {
    return switch (traccar.identity()) {
      case Nobody() -> new Hearing.TokenRefused();
      case ServiceAccount() -> new Hearing.ServiceAccountToken();
      case User(var account, var administrator) when !administrator ->
          new Hearing.NotAdministrator();
      case User user -> repair();
    };
  }

  private Hearing repair() {
    EVENT_TYPES.forEach(this::ensureOneNotification);
    var fleet = traccar.fleet();
    var missing = new HashSet<>(fleet.devices());
    missing.removeAll(traccar.linkedDevices());
    if (!missing.isEmpty()) {
      traccar.link(missing);
      recoverEvents.ofNewDevices(missing);
    }
    knowFleet.ensure(fleet);
    noticeDevices.online(fleet.online());
    return new Hearing.Heard(fleet.devices().size(), missing.size());
  }

  /** Two equal notifications would stream every event twice. */
  private void ensureOneNotification(String type) {
    var wanted = Optional.of(new DefaultNotification(type, WEB, Optional.empty()));
    var owned =
        traccar.notifications().stream()
            .filter(notification -> notification.defaultNotification().equals(wanted))
            .toList();
    if (owned.isEmpty()) {
      traccar.addNotification(type);
    }
    owned.stream().skip(1).forEach(second -> traccar.removeNotification(second.id()));
  }
}
