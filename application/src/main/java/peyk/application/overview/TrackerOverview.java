package peyk.application.overview;

import java.util.Optional;
import peyk.application.sim.ShowBalances.Outlook;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/**
 * What is going on with a tracker.
 *
 * @param owner empty if it has none, or if that is not known
 * @param sim empty if the tracker has told nothing of its SIM
 * @param firmware empty if it has never asked for firmware and nothing was decided about it
 * @param service what this service has to do with it; empty if it is not known which of Traccar's
 *     devices it is
 */
public record TrackerOverview(
    Imei imei,
    Identity identity,
    Optional<Owner> owner,
    Optional<Outlook> sim,
    Optional<FirmwareOverview> firmware,
    Optional<ServiceOverview> service) {

  /** What Traccar says that it is. */
  public sealed interface Identity {
    /**
     * @param device without passwords
     */
    record Known(Device device) implements Identity {}

    /** Traccar has no such device. */
    record Unknown() implements Identity {}

    /**
     * Traccar could not be asked.
     *
     * @param device which one it was when it last told of its SIM
     */
    record Unavailable(Optional<DeviceId> device) implements Identity {}
  }

  /** The user to whom it belongs, by Traccar or by a change that waits to be written there. */
  public record Owner(AccountId id, Who who) {}

  /** What Traccar says of a user. */
  public sealed interface Who {
    record Known(Login login) implements Who {}

    /** Traccar has no such user any more. */
    record Gone() implements Who {}

    /** Traccar could not be asked. */
    record Unavailable() implements Who {}
  }

  /** Whether anybody knows anything of it: otherwise there is no such tracker. */
  boolean isKnown() {
    return !(identity instanceof Identity.Unknown)
        || sim.isPresent()
        || firmware.isPresent()
        || service.isPresent();
  }
}
