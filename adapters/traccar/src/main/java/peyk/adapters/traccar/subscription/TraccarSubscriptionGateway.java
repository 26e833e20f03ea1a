package peyk.adapters.traccar.subscription;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import peyk.adapters.traccar.account.NotificationApi;
import peyk.adapters.traccar.account.ServiceUser;
import peyk.adapters.traccar.account.UserSessions;
import peyk.adapters.traccar.device.DeviceJson;
import peyk.adapters.traccar.device.TraccarDeviceLinkGateway;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.Pages;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.Fleet;
import peyk.domain.tracker.SubscriberIdentity;
import peyk.domain.tracker.SubscriptionGateway;

/** What a Traccar server has of this service's own user. */
public final class TraccarSubscriptionGateway implements SubscriptionGateway {
  private static final int LINKS_AT_ONCE = 1000;

  /** Devices may vanish while they are being linked, but not for ever. */
  private static final int ATTEMPTS = 5;

  private final TraccarClient client;
  private final Pages pages;
  private final ServiceUser self;

  public TraccarSubscriptionGateway(TraccarClient client) {
    this.client = client;
    pages = new Pages(client);
    self = new ServiceUser(client, new UserSessions(client));
  }

  @Override
  public SubscriberIdentity identity() {
    return self.ask();
  }

  @Override
  public List<OwnedNotification> notifications() {
    return NotificationApi.read(client.ask(NotificationApi.listing()).json());
  }

  @Override
  public void addNotification(String eventType) {
    var wanted = new DefaultNotification(eventType, "web", Optional.empty());
    client.ask(NotificationApi.creation(wanted));
  }

  /** Traccar refuses to remove what is gone already. */
  @Override
  public void removeNotification(long id) {
    var call = NotificationApi.removal(id);
    var answer = client.send(call);
    if (!answer.isSuccess() && notifications().stream().anyMatch(owned -> owned.id() == id)) {
      throw TraccarClient.refused(call, answer.status());
    }
  }

  @Override
  public Fleet fleet() {
    var devices = new HashSet<DeviceId>();
    var online = new HashSet<DeviceId>();
    pages.forEach(
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
    return self.account().isPresent() ? linked() : Set.of();
  }

  /**
   * Asked for by user id, Traccar leaves out what is linked by a group; of the caller it tells all.
   */
  private Set<DeviceId> linked() {
    var ids = new HashSet<DeviceId>();
    pages.forEach(
        "list own devices",
        "/devices?excludeAttributes=true",
        row -> ids.add(new DeviceId(LosslessJson.id(row))));
    return ids;
  }

  @Override
  public void link(Collection<DeviceId> devices) {
    self.account().ifPresent(own -> link(own, devices));
  }

  /**
   * Traccar refuses all if one of them is gone, and may have linked some by then: what is left to
   * do is found out anew.
   */
  private void link(AccountId own, Collection<DeviceId> devices) {
    Set<DeviceId> left = new LinkedHashSet<>(devices);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (left.isEmpty() || tryLink(own, left)) {
        return;
      }
      left.retainAll(fleet().devices());
      left.removeAll(linked());
    }
    throw new GatewayUnavailableException("Traccar refuses to link devices to this service");
  }

  private boolean tryLink(AccountId own, Set<DeviceId> devices) {
    var all = new ArrayList<>(devices);
    for (int i = 0; i < all.size(); i += LINKS_AT_ONCE) {
      var links =
          all.subList(i, Math.min(i + LINKS_AT_ONCE, all.size())).stream()
              .map(device -> TraccarDeviceLinkGateway.permission(own, device))
              .toList();
      if (!client.send(ApiRequest.post("link devices", "/permissions/bulk", links)).isSuccess()) {
        return false;
      }
    }
    return true;
  }
}
