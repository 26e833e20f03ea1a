package peyk.application.tracker;

import peyk.application.provisioning.KnowFleet;
import peyk.application.provisioning.NoticeDevices;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.ListeningGateway;

/**
 * Looks for devices that have appeared since the last whole check, which nothing announces, and
 * links them. It lists the devices once, and asks Traccar for nothing else.
 */
public final class WelcomeNewDevices {
  private final ListeningGateway traccar;
  private final LinkDevices linkDevices;
  private final KnowFleet knowFleet;
  private final NoticeDevices noticeDevices;

  /** How many devices there are and are online, and how many were linked just now. */
  public record Seen(int devices, int online, int newlyLinked) {}

  public WelcomeNewDevices(
      ListeningGateway traccar,
      LinkDevices linkDevices,
      KnowFleet knowFleet,
      NoticeDevices noticeDevices) {
    this.traccar = traccar;
    this.linkDevices = linkDevices;
    this.knowFleet = knowFleet;
    this.noticeDevices = noticeDevices;
  }

  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked, which is done
   *     first: while it is away, Traccar is spared
   */
  public Seen look() {
    var fleetKnown = knowFleet.isKnown();
    Fleet fleet = traccar.fleet();
    var newlyLinked = linkDevices.linkNew(fleet.devices());
    if (!fleetKnown) {
      knowFleet.ensure(fleet);
    }
    noticeDevices.online(fleet.online());
    return new Seen(fleet.devices().size(), fleet.online().size(), newlyLinked);
  }
}
