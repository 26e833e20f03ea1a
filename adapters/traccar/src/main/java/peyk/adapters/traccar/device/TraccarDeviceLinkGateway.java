package peyk.adapters.traccar.device;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import peyk.adapters.traccar.account.ServiceUser;
import peyk.adapters.traccar.account.UserSessions;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.adapters.traccar.rest.Pages;
import peyk.adapters.traccar.rest.TraccarClient;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceLinkGateway;

/** Who sees which device of a Traccar server. */
public final class TraccarDeviceLinkGateway implements DeviceLinkGateway {
  private static final String PERMISSIONS = "/permissions";
  private static final int MOST_REMEMBERED = 200_000;

  private final TraccarClient client;
  private final Pages pages;
  private final ServiceUser self;
  private final Set<DeviceId> heard = ConcurrentHashMap.newKeySet();

  public TraccarDeviceLinkGateway(TraccarClient client) {
    this.client = client;
    pages = new Pages(client);
    self = new ServiceUser(client, new UserSessions(client));
  }

  /** {@inheritDoc} Nothing happens either if there is no such user or device (any more). */
  @Override
  public void link(AccountId account, DeviceId device) {
    if (!isLinked(account, device)) {
      addLink(account, device);
    }
  }

  @Override
  public void unlink(AccountId account, DeviceId device) {
    client.ask(ApiRequest.delete("unlink device", PERMISSIONS, permission(account, device)));
  }

  @Override
  public void hear(DeviceId device) {
    if (!heard.contains(device)) {
      self.account().ifPresent(own -> hear(own, device));
    }
  }

  /** By id Traccar shows only what is linked to whoever asks. */
  private void hear(AccountId own, DeviceId device) {
    var linked = client.ask(ApiRequest.get("find own device", "/devices?id=" + device)).json();
    if (linked.isEmpty() && !addLink(own, device)) {
      return;
    }
    if (heard.size() >= MOST_REMEMBERED) {
      heard.clear();
    }
    heard.add(device);
  }

  /** Only the number of rows counts: their keys are the database's. */
  private boolean isLinked(AccountId account, DeviceId device) {
    var query = "?userId=" + account + "&deviceId=" + device;
    var answer = client.send(ApiRequest.get("find link", PERMISSIONS + query));
    return answer.isSuccess() ? !answer.json().isEmpty() : isListed(account, device);
  }

  /** Servers that cannot be asked for a link can be asked for a user's devices. */
  private boolean isListed(AccountId account, DeviceId device) {
    var listed = new AtomicBoolean();
    pages.forEach(
        "list devices of user",
        "/devices?excludeAttributes=true&userId=" + account,
        row -> {
          if (LosslessJson.id(row) == device.value()) {
            listed.set(true);
          }
        });
    return listed.get();
  }

  private boolean addLink(AccountId account, DeviceId device) {
    var call = ApiRequest.post("link device", PERMISSIONS, permission(account, device));
    var answer = client.send(call);
    if (!answer.isSuccess() && exists("/users/" + account) && exists("/devices/" + device)) {
      throw TraccarClient.refused(call, answer.status());
    }
    return answer.isSuccess();
  }

  private boolean exists(String path) {
    return !client.send(ApiRequest.get("see what is gone", path)).isNotFound();
  }

  /** Traccar reads what is linked to what from the order of the keys. */
  public static Map<String, Long> permission(AccountId account, DeviceId device) {
    var permission = new LinkedHashMap<String, Long>();
    permission.put("userId", account.value());
    permission.put("deviceId", device.value());
    return permission;
  }
}
