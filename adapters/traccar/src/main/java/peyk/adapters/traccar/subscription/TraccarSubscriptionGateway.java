package peyk.adapters.traccar.subscription;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import peyk.adapters.traccar.account.NotificationApi;
import peyk.adapters.traccar.account.ServiceUser;
import peyk.adapters.traccar.device.DeviceJson;
import peyk.adapters.traccar.device.TraccarDeviceLinkGateway;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.OwnToken;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.SubscriptionGateway;
import peyk.domain.tracker.TokenOwner;

/** This service's own user at a Traccar server: its notifications and its links to devices. */
public final class TraccarSubscriptionGateway implements SubscriptionGateway {
  /** A URL may have 8,000 characters, and Traccar makes a query for each. */
  private static final int DEVICES_OF_A_REQUEST = 100;

  private final TraccarClient client;
  private final ServiceUser serviceUser;
  private final NotificationApi notifications;
  private final TraccarDeviceLinkGateway links;

  /**
   * @param links the same that registrations use
   */
  public TraccarSubscriptionGateway(TraccarClient client, TraccarDeviceLinkGateway links) {
    this.client = client;
    serviceUser = new ServiceUser(client);
    notifications = new NotificationApi(client, new OwnToken());
    this.links = links;
  }

  @Override
  public TokenOwner identity() {
    return serviceUser.identify();
  }

  @Override
  public List<OwnedNotification> notifications() {
    return notifications.list();
  }

  @Override
  public Set<String> notificators() {
    return notifications.notificators();
  }

  @Override
  public void addNotification(String eventType) {
    notifications.add(new DefaultNotification(eventType, "web", Optional.empty()));
  }

  @Override
  public void removeNotification(long id) {
    notifications.remove(id);
  }

  @Override
  public Fleet fleet() {
    var devices = new HashSet<DeviceId>();
    var online = new HashSet<DeviceId>();
    var trackers = new HashMap<Imei, DeviceId>();
    client.forEachRow(
        "list devices",
        "/devices?all=true&excludeAttributes=true",
        row -> {
          var device = new DeviceId(LosslessJson.id(row));
          devices.add(device);
          Imei.parse(LosslessJson.text(row, "uniqueId"))
              .ifPresent(imei -> trackers.put(imei, device));
          if (new DeviceJson(row).isOnline()) {
            online.add(device);
          }
        });
    return new Fleet(devices, online, trackers);
  }

  @Override
  public Set<DeviceId> linkedDevices() {
    return serviceUser.account().isPresent() ? linked() : Set.of();
  }

  /** Lists without a user id: with one, Traccar leaves out devices that are linked by a group. */
  private Set<DeviceId> linked() {
    var ids = new HashSet<DeviceId>();
    client.forEachRow(
        "list own devices",
        "/devices?excludeAttributes=true",
        row -> ids.add(new DeviceId(LosslessJson.id(row))));
    return ids;
  }

  @Override
  public void link(Collection<DeviceId> devices) {
    serviceUser
        .account()
        .ifPresent(own ->
            links.alone(
                devices,
                () ->
                    devices.stream()
                        .gather(Gatherers.windowFixed(DEVICES_OF_A_REQUEST))
                        .map(this::unlinkedOf)
                        .filter(unlinked -> !unlinked.isEmpty())
                        .forEach(unlinked -> link(own, unlinked))));
  }

  /** Asked by id, Traccar shows only devices that are linked to the caller. */
  private List<DeviceId> unlinkedOf(List<DeviceId> devices) {
    var query = devices.stream().map(id -> "&id=" + id).collect(Collectors.joining());
    var linked = new HashSet<DeviceId>();
    client.forEachRow(
        "find own devices",
        "/devices?excludeAttributes=true" + query,
        row -> linked.add(new DeviceId(LosslessJson.id(row))));
    return devices.stream().filter(device -> !linked.contains(device)).toList();
  }

  /**
   * Traccar refuses the request if one of the devices is gone, but may have linked some of them.
   */
  private void link(AccountId own, List<DeviceId> devices) {
    var permissions =
        devices.stream().map(device -> TraccarDeviceLinkGateway.permission(own, device)).toList();
    var request = ApiRequest.post("link devices", "/permissions/bulk", permissions);
    if (!client.send(request).isSuccess()) {
      devices.forEach(device -> links.link(own, device));
    }
  }
}
