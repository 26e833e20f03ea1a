package peyk.application.subscription;

import peyk.application.provisioning.RecordExistingFleet;
import peyk.application.provisioning.StartProvisioning;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Links devices that are new since the last whole check, because Traccar does not announce them. It
 * lists all devices once and asks Traccar for nothing else.
 */
public record LinkNewDevices(
    SubscriptionGateway traccar,
    LinkDevices linkDevices,
    RecordExistingFleet recordExistingFleet,
    StartProvisioning startProvisioning) {
  /** The number of devices, of online ones, and of newly linked ones. */
  public record Seen(int devices, int online, int newlyLinked) {}

  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked; it is asked
   *     first, so that Traccar is spared during an outage
   */
  public Seen look() {
    var fleetKnown = recordExistingFleet.isKnown();
    Fleet fleet = traccar.fleet();
    var newlyLinked = linkDevices.linkNew(fleet.devices());
    if (!fleetKnown) {
      recordExistingFleet.ensure(fleet);
    }
    startProvisioning.online(fleet.online());
    return new Seen(fleet.devices().size(), fleet.online().size(), newlyLinked);
  }

  /** The number of devices that are not linked yet. */
  int unlinked() {
    return linkDevices.unlinked();
  }
}
