package peyk.application.subscription;

import java.time.Instant;
import peyk.domain.diagnosis.TraccarDiagnosis;
import peyk.domain.diagnosis.TraccarDiagnosis.Repair;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Keeps this service subscribed to Traccar's events. Its own user needs one notification for each
 * event type and a link to every device. It adds missing ones and may be repeated.
 */
public record RepairSubscription(
    ProbeTraccar probeTraccar,
    TraccarDiagnosis diagnosis,
    SubscriptionGateway traccar,
    RecoverEvents recoverEvents,
    ReceiveFleet receiveFleet,
    ClusterTime clock) {
  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked; it is asked
   *     first, so that Traccar is spared during an outage
   */
  public SubscriptionCheck check() {
    var at = clock.now();
    var fleetKnown = receiveFleet.isExistingFleetKnown();
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

  /**
   * The past of a fleet that is connected for the first time is not fetched. What was missed is
   * recorded before anything is repaired, because afterwards nobody could tell.
   */
  private void repair(TraccarSnapshot.Subscription subscription, boolean fleetKnown, Instant at) {
    recoverEvents.subscriptionWas(!fleetKnown || subscription.isSound(), at);
    subscription.missingNotifications().forEach(traccar::addNotification);
    subscription
        .surplusNotifications()
        .forEach(surplus -> traccar.removeNotification(surplus.id()));
    receiveFleet.receive(subscription.fleet(), subscription.linked(), fleetKnown);
  }
}
