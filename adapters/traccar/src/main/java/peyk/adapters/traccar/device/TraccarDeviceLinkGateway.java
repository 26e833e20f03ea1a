package peyk.adapters.traccar.device;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import peyk.adapters.traccar.account.ServiceUser;
import peyk.adapters.traccar.lookup.KeyLookup;
import peyk.adapters.traccar.lookup.KeyLookup.Resource;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceLinkGateway;

/** Links between users and devices of a Traccar server. */
public final class TraccarDeviceLinkGateway implements DeviceLinkGateway {
  private static final String PERMISSIONS = "/permissions";
  private static final int MOST_CACHED = 200_000;

  private final TraccarClient client;
  private final ServiceUser serviceUser;
  private final TraccarDeviceGateway devices;
  private final KeyLookup users;
  private final Set<DeviceId> subscribed = ConcurrentHashMap.newKeySet();

  /** Those that calls of {@link #subscribe} look after just now. */
  private final HeldDevices subscribing = new HeldDevices();

  /** Those that calls are linking to our own user just now. */
  private final HeldDevices inHand = new HeldDevices();

  public TraccarDeviceLinkGateway(TraccarClient client) {
    this.client = client;
    serviceUser = new ServiceUser(client);
    devices = new TraccarDeviceGateway(client);
    users = new KeyLookup(client, Resource.USERS);
  }

  @Override
  public void link(AccountId account, DeviceId device) {
    if (!isLinked(account, device)) {
      addLink(account, device);
    }
  }

  @Override
  public void unlink(AccountId account, DeviceId device) {
    client.sendOrThrow(
        ApiRequest.delete("unlink device", PERMISSIONS, permission(account, device)));
  }

  /** A device that {@link #alone} has in hand is left to it. */
  @Override
  public void subscribe(DeviceId device) {
    if (!subscribed.contains(device)) {
      serviceUser.account().ifPresent(own -> subscribe(own, device));
    }
  }

  /** Simultaneous callers wait for the first one, because a second link would be a second row. */
  private void subscribe(AccountId own, DeviceId device) {
    subscribing.with(
        List.of(device),
        () -> {
          if (!subscribed.contains(device) && linkUnlessInHand(own, device)) {
            remember(device);
          }
        });
  }

  private void remember(DeviceId device) {
    if (subscribed.size() >= MOST_CACHED) {
      subscribed.clear();
    }
    subscribed.add(device);
  }

  private boolean linkUnlessInHand(AccountId own, DeviceId device) {
    if (!inHand.tryToTake(device)) {
      return false;
    }
    try {
      return isOwn(device) || addLink(own, device);
    } finally {
      inHand.release(List.of(device));
    }
  }

  /**
   * Links devices to our own user while no other call of this process does: both would find no
   * link, and Traccar would have two. Waits for the calls that have begun.
   *
   * @throws GatewayUnavailableException if the thread is interrupted meanwhile
   */
  public void alone(Collection<DeviceId> devices, Runnable work) {
    inHand.with(devices, work);
  }

  /** Asked by id, Traccar shows a device only if it is linked to the caller. */
  private boolean isOwn(DeviceId device) {
    var request = ApiRequest.get("find own device", "/devices?id=" + device);
    return !client.sendOrThrow(request).json().isEmpty();
  }

  /** Only the number of rows matters: the names of their fields depend on the database. */
  private boolean isLinked(AccountId account, DeviceId device) {
    var query = "?userId=" + account + "&deviceId=" + device;
    var response = client.send(ApiRequest.get("find link", PERMISSIONS + query));
    return response.isSuccess() ? !response.json().isEmpty() : isListed(account, device);
  }

  /** For servers that cannot list a single link. */
  private boolean isListed(AccountId account, DeviceId device) {
    return devices.ofAccount(account).stream().anyMatch(found -> found.id().equals(device));
  }

  private boolean addLink(AccountId account, DeviceId device) {
    var request = ApiRequest.post("link device", PERMISSIONS, permission(account, device));
    var response = client.send(request);
    if (!response.isSuccess()
        && users.find(account.value()).isPresent()
        && devices.get(device).isPresent()) {
      throw TraccarClient.refused(request, response.status());
    }
    return response.isSuccess();
  }

  /** The order of the keys tells Traccar what is linked to what. */
  public static Map<String, Long> permission(AccountId account, DeviceId device) {
    var permission = new LinkedHashMap<String, Long>();
    permission.put("userId", account.value());
    permission.put("deviceId", device.value());
    return permission;
  }
}
