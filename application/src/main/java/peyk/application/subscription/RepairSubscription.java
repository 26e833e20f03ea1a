package peyk.application.subscription;

import java.time.Instant;
import peyk.application.provisioning.RecordExistingFleet;
import peyk.application.provisioning.StartProvisioning;
import peyk.domain.diagnosis.TraccarDiagnosis;
import peyk.domain.diagnosis.TraccarDiagnosis.Repair;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Keeps this service subscribed to Traccar's events. Its own user needs one notification for each
 * event type and a link to every device. It adds missing ones and may be repeated. It also reports
 * online devices, because the socket omits devices that were linked after it was opened.
 */
public record RepairSubscription(
    ProbeTraccar probeTraccar,
    TraccarDiagnosis diagnosis,
    SubscriptionGateway traccar,
    LinkDevices linkDevices,
    RecordExistingFleet recordExistingFleet,
    StartProvisioning startProvisioning,
    ClusterTime clock) {
  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked; it is asked
   *     first, so that Traccar is spared during an outage
   */
  public SubscriptionCheck check() {
    var at = clock.now();
    var fleetKnown = recordExistingFleet.isKnown();
    var view = probeTraccar.look();
    view.subscription().ifPresent(subscription -> repair(subscription, fleetKnown, at));
    return new SubscriptionCheck(at, view.facts(), diagnosis.findings(view.facts(), Repair.DONE));
  }

  /**
   * An earlier check with present measurements. The delay of answers shows only after some have
   * come.
   */
  SubscriptionCheck measuredAgain(SubscriptionCheck earlier) {
    var facts = probeTraccar.measureAgain(earlier.facts());
    return new SubscriptionCheck(earlier.at(), facts, diagnosis.findings(facts, Repair.DONE));
  }

  /** The past of a fleet that is connected for the first time is not fetched. */
  private void repair(TraccarSnapshot.Subscription subscription, boolean fleetKnown, Instant at) {
    var wasSound = !fleetKnown || subscription.isSound();
    subscription.missingNotifications().forEach(traccar::addNotification);
    subscription
        .surplusNotifications()
        .forEach(surplus -> traccar.removeNotification(surplus.id()));
    var fleet = subscription.fleet();
    subscription
        .linked()
        .ifPresentOrElse(
            known -> linkDevices.link(fleet.devices(), known),
            () -> linkDevices.linkNew(fleet.devices()));
    if (!fleetKnown) {
      recordExistingFleet.ensure(fleet);
    }
    startProvisioning.online(fleet.online());
    linkDevices.recoverAfterRepair(at, wasSound, fleet.devices());
  }
}
