package peyk.application.subscription;

import java.time.Duration;
import java.util.Optional;
import peyk.domain.job.Leases;
import peyk.domain.tracker.FleetRepository;
import peyk.domain.tracker.SubscriptionGateway;

/**
 * Links devices that are new since the last whole check, because Traccar does not announce them. It
 * lists all devices once and asks Traccar for nothing else. One replica at a time does it.
 */
public record LinkNewDevices(
    SubscriptionGateway traccar, ReceiveFleet receiveFleet, Leases leases) {
  private static final String LEASE = "fleet";

  /** Longer than a listing and a batch of links take. */
  private static final Duration LEASE_TIME = Duration.ofMinutes(1);

  /** The number of devices, of online ones, and of newly linked ones. */
  public record Seen(int devices, int online, int newlyLinked) {}

  /**
   * @return empty if another replica does it
   * @throws peyk.domain.GatewayUnavailableException if Traccar cannot be asked
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked; it is asked
   *     first, so that Traccar is spared during an outage
   */
  public Optional<Seen> look() {
    return leases.alone(LEASE, LEASE_TIME, this::lookAlone);
  }

  private Seen lookAlone() {
    var existingKnown = receiveFleet.isExistingFleetKnown();
    var fleet = traccar.fleet();
    var newlyLinked = receiveFleet.receive(fleet, Optional.empty(), existingKnown);
    return new Seen(fleet.devices().size(), fleet.online().size(), newlyLinked);
  }

  /** The last listing of any replica. */
  FleetRepository.Listing last() {
    return receiveFleet.last();
  }

  /** The number of devices that are not linked yet. */
  int unlinked() {
    return receiveFleet.unlinked();
  }
}
