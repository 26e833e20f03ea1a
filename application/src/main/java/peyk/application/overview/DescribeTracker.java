package peyk.application.overview;

import java.util.Optional;
import peyk.application.device.LocateTracker;
import peyk.application.device.LocateTracker.Location;
import peyk.application.overview.TrackerOverview.Identity;
import peyk.application.overview.TrackerOverview.Owner;
import peyk.application.overview.TrackerOverview.Who;
import peyk.application.sim.ShowBalances;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountGateway;
import peyk.domain.account.AccountId;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.tracker.DeviceChangeRepository;
import peyk.domain.tracker.OperatorRedaction;

/**
 * Describes a tracker to an operator. It asks Traccar at most twice: for the device and its owner.
 * While Traccar is away it describes the rest.
 */
public record DescribeTracker(
    LocateTracker locate,
    AccountGateway accounts,
    DeviceChangeRepository changes,
    ShowBalances balances,
    DescribeFirmware firmware,
    DescribeService service) {
  /**
   * @return empty if neither Traccar nor this service knows such a tracker
   * @throws peyk.domain.StorageUnavailableException if the database cannot be asked
   */
  public Optional<TrackerOverview> describe(Imei imei) {
    var identity = identity(locate.locate(imei));
    var known = device(identity).map(service::describe);
    var overview =
        new TrackerOverview(
            imei,
            identity,
            owner(identity, known),
            balances.outlook(imei),
            firmware.describe(imei),
            known);
    return Optional.of(overview).filter(TrackerOverview::isKnown);
  }

  private static Identity identity(Location location) {
    return switch (location) {
      case Location.Found(var device) ->
          new Identity.Known(device.withAttributes(OperatorRedaction.attributes(device)));
      case Location.Absent() -> new Identity.Unknown();
      case Location.Remembered(var device) -> new Identity.Unavailable(Optional.of(device));
      case Location.Away() -> new Identity.Unavailable(Optional.empty());
    };
  }

  private static Optional<DeviceId> device(Identity identity) {
    return switch (identity) {
      case Identity.Known(var device) -> Optional.of(device.id());
      case Identity.Unknown() -> Optional.empty();
      case Identity.Unavailable(var device) -> device;
    };
  }

  private Optional<Owner> owner(Identity identity, Optional<ServiceOverview> known) {
    return switch (identity) {
      case Identity.Known(var device) -> owner(device).map(id -> new Owner(id, who(id)));
      case Identity.Unknown() -> Optional.empty();
      case Identity.Unavailable _ ->
          known
              .flatMap(one -> changes.waitingAssignee(one.device()).or(one.claim()::owner))
              .map(id -> new Owner(id, new Who.Unavailable()));
    };
  }

  private Optional<AccountId> owner(Device device) {
    return changes.waitingAssignee(device.id()).or(device::assignee);
  }

  private Who who(AccountId id) {
    try {
      return accounts
          .find(id)
          .<Who>map(account -> new Who.Known(account.login()))
          .orElseGet(Who.Gone::new);
    } catch (GatewayUnavailableException e) {
      return new Who.Unavailable(); // it went away after it was asked for the device
    }
  }
}
