package peyk.adapters.traccar.subscription;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import peyk.adapters.traccar.account.NotificationApi;
import peyk.adapters.traccar.account.ServiceUser;
import peyk.adapters.traccar.device.DeviceJson;
import peyk.adapters.traccar.device.TraccarDeviceLinkGateway;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.OwnToken;
import peyk.adapters.traccar.rest.ApiResponse;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.SubscriberIdentity;
import peyk.domain.tracker.SubscriptionGateway;

/** This service's own user at a Traccar server: its notifications and its links to devices. */
public final class TraccarSubscriptionGateway implements SubscriptionGateway {
  private static final int LINKS_OF_A_REQUEST = 1000;

  /** Devices may vanish while they are being linked, but not again and again. */
  private static final int ATTEMPTS = 5;

  private final TraccarClient client;
  private final ServiceUser serviceUser;
  private final NotificationApi notifications;

  public TraccarSubscriptionGateway(TraccarClient client) {
    this.client = client;
    serviceUser = new ServiceUser(client);
    notifications = new NotificationApi(client, new OwnToken());
  }

  @Override
  public SubscriberIdentity identity() {
    return serviceUser.identify();
  }

  @Override
  public List<OwnedNotification> notifications() {
    return notifications.list();
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
    client.forEachRow(
        "list devices",
        "/devices?all=true&excludeAttributes=true",
        row -> {
          var device = new DeviceId(LosslessJson.id(row));
          devices.add(device);
          if (new DeviceJson(row).isOnline()) {
            online.add(device);
          }
        });
    return new Fleet(devices, online);
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
    serviceUser.account().ifPresent(own -> link(own, devices));
  }

  /**
   * Traccar refuses a request if one of its devices is gone, but may have linked some of them. So
   * it is asked again which are left.
   */
  private void link(AccountId own, Collection<DeviceId> devices) {
    var left = new LinkedHashSet<>(devices);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (tryLink(own, left)) {
        return;
      }
      left.retainAll(fleet().devices());
      left.removeAll(linked());
    }
    throw new GatewayUnavailableException("Traccar refuses to link devices to this service");
  }

  private boolean tryLink(AccountId own, Set<DeviceId> devices) {
    return devices.stream()
        .map(device -> TraccarDeviceLinkGateway.permission(own, device))
        .gather(Gatherers.windowFixed(LINKS_OF_A_REQUEST))
        .map(links -> client.send(ApiRequest.post("link devices", "/permissions/bulk", links)))
        .allMatch(ApiResponse::isSuccess);
  }
}
