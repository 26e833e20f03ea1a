package peyk.application.overview;

import java.util.Optional;
import peyk.application.device.LocateTracker;
import peyk.application.device.LocateTracker.Location;
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
    var location = redacted(locate.locate(imei));
    var known = device(location).map(service::describe);
    var overview =
        new TrackerOverview(
            imei,
            location,
            owner(location, known),
            balances.outlook(imei),
            firmware.describe(imei),
            known);
    return Optional.of(overview).filter(TrackerOverview::isKnown);
  }

  private static Location redacted(Location location) {
    return location instanceof Location.Found(var device)
        ? new Location.Found(device.withAttributes(OperatorRedaction.attributes(device)))
        : location;
  }

  private static Optional<DeviceId> device(Location location) {
    return switch (location) {
      case Location.Found(var device) -> Optional.of(device.id());
      case Location.Absent() -> Optional.empty();
      case Location.Unavailable(var device) -> device;
    };
  }

  private Optional<Owner> owner(Location location, Optional<ServiceOverview> known) {
    return switch (location) {
      case Location.Found(var device) -> owner(device).map(id -> new Owner(id, who(id)));
      case Location.Absent() -> Optional.empty();
      case Location.Unavailable _ ->
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
