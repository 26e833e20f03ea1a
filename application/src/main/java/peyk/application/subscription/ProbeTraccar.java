package peyk.application.subscription;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.device.DeviceId;
import peyk.domain.diagnosis.TraccarFacts;
import peyk.domain.diagnosis.TraccarFacts.StatusEvents;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.EventSource;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.ServerGateway;
import peyk.domain.tracker.SubscriptionGateway;
import peyk.domain.tracker.TokenOwner;

/**
 * Probes everything that the subscription to Traccar's events needs. It changes nothing. Events
 * that come by Kafka need neither notifications nor links.
 */
public record ProbeTraccar(
    SubscriptionGateway traccar, ServerGateway server, EventSource source, ClusterTime clock) {
  /** Traccar makes one query for each. */
  private static final int MOST_ASKED_FOR_STATUS_EVENTS = 20;

  /** A tracker that is online came online in this time, because connections break now and then. */
  private static final Duration STATUS_EVENTS_SINCE = Duration.ofDays(7);

  /** The largest lead of Traccar's clock that is tolerated. */
  private static final Duration AHEAD = Duration.ofHours(1);

  /**
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   */
  public TraccarSnapshot look() {
    var version = server.version();
    var identity = traccar.identity();
    Optional<TraccarSnapshot.Subscription> subscription =
        identity instanceof TokenOwner.User(_, var administrator) && administrator
            ? Optional.of(subscription())
            : Optional.empty();
    var facts =
        new TraccarFacts(
            identity,
            version,
            subscription.map(TraccarSnapshot.Subscription::facts),
            server.clockDifference(),
            server.answerDelay());
    return new TraccarSnapshot(facts, subscription);
  }

  /** The same facts with the present clock difference and answer delay. It asks nobody. */
  TraccarFacts measureAgain(TraccarFacts earlier) {
    return earlier.measuredAgain(server.clockDifference(), server.answerDelay());
  }

  private TraccarSnapshot.Subscription subscription() {
    return switch (source) {
      case SOCKET -> ofSocket();
      case KAFKA ->
          TraccarSnapshot.Subscription.ofForwardedEvents(traccar.notificators(), traccar.fleet());
    };
  }

  private TraccarSnapshot.Subscription ofSocket() {
    var linked = linkedDevices();
    var notifications = traccar.notifications();
    var fleet = traccar.fleet();
    return new TraccarSnapshot.Subscription(
        notifications,
        traccar.notificators(),
        fleet,
        linked,
        statusEvents(fleet, linked.orElse(Set.of())));
  }

  /**
   * Empty if Traccar takes too long: on H2 the time grows with the square of their number. During
   * an outage the next question fails.
   */
  private Optional<Set<DeviceId>> linkedDevices() {
    try {
      return Optional.of(traccar.linkedDevices());
    } catch (GatewayUnavailableException e) {
      return Optional.empty();
    }
  }

  private StatusEvents statusEvents(Fleet fleet, Set<DeviceId> linked) {
    var some =
        fleet.online().stream()
            .filter(linked::contains)
            .limit(MOST_ASKED_FOR_STATUS_EVENTS)
            .toList();
    if (some.isEmpty()) {
      return StatusEvents.UNKNOWN;
    }
    var now = clock.now();
    return server.sawComeOnline(some, now.minus(STATUS_EVENTS_SINCE), now.plus(AHEAD))
        ? StatusEvents.SEEN
        : StatusEvents.NOT_SEEN;
  }
}
