package peyk.application.overview;

import java.util.Optional;
import peyk.application.device.LocateTracker.Location;
import peyk.application.sim.ShowBalances.Outlook;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.device.Imei;

/**
 * The state of a tracker.
 *
 * @param location its device in Traccar, without passwords
 * @param owner empty if it has none or the owner is unknown
 * @param sim empty if the tracker never reported its SIM
 * @param firmware empty if it never asked for firmware and no operator decided about it
 * @param service this service's own data; empty if its Traccar device is unknown
 */
public record TrackerOverview(
    Imei imei,
    Location location,
    Optional<Owner> owner,
    Optional<Outlook> sim,
    Optional<FirmwareOverview> firmware,
    Optional<ServiceOverview> service) {

  /** The owner according to Traccar, or to a change that waits to be written there. */
  public record Owner(AccountId id, Who who) {}

  /** The user in Traccar. */
  public sealed interface Who {
    record Known(Login login) implements Who {}

    /** Traccar has no such user any more. */
    record Gone() implements Who {}

    /** Traccar could not be asked. */
    record Unavailable() implements Who {}
  }

  /** Whether Traccar or this service knows the tracker. */
  boolean isKnown() {
    return !(location instanceof Location.Absent)
        || sim.isPresent()
        || firmware.isPresent()
        || service.isPresent();
  }
}
