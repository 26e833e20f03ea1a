package peyk.domain.tracker;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.Outage;
import peyk.domain.account.AccountId;
import peyk.domain.account.DefaultNotification;
import peyk.domain.account.OwnedNotification;
import peyk.domain.device.DeviceId;

/** What a Traccar that is not there has of this service's own user; at first an administrator. */
public final class InMemorySubscriptionGateway implements SubscriptionGateway {
  private final Outage outage = new Outage();
  private final Set<DeviceId> devices = new LinkedHashSet<>();
  private final Set<DeviceId> online = new LinkedHashSet<>();
  private final Set<DeviceId> linked = new LinkedHashSet<>();
  private final List<OwnedNotification> notifications = new ArrayList<>();
  private TokenOwner identity = new TokenOwner.User(new AccountId(2), true);
  private Set<String> channels = Set.of("web");
  private long lastNotification;
  private int listings;
  private int linkedListings;
  private boolean linksRefused;
  private boolean slowToListLinks;
  private Runnable whenAsked = () -> {};
  private Runnable whenLinking = () -> {};

  public Outage outage() {
    return outage;
  }

  public synchronized void be(TokenOwner other) {
    identity = other;
  }

  public synchronized void add(DeviceId device) {
    devices.add(device);
  }

  public synchronized void online(DeviceId device) {
    online.add(device);
  }

  public synchronized void offline(DeviceId device) {
    online.remove(device);
  }

  public synchronized void remove(DeviceId device) {
    devices.remove(device);
    online.remove(device);
    linked.remove(device);
  }

  /** How often the devices were asked for, all or the linked ones. */
  public synchronized int listings() {
    return listings;
  }

  /** How often the linked devices were asked for. */
  public synchronized int linkedListings() {
    return linkedListings;
  }

  /** From now on nothing can be linked, or can again. */
  public synchronized void refuseLinks(boolean refused) {
    linksRefused = refused;
  }

  /** From now on the linked devices cannot be listed, or can again. */
  public synchronized void slowToListLinks(boolean slow) {
    slowToListLinks = slow;
  }

  /** Runs each time that somebody asks who this service is. */
  public synchronized void whenAsked(Runnable action) {
    whenAsked = action;
  }

  /** Runs each time that devices are linked. */
  public synchronized void whenLinking(Runnable action) {
    whenLinking = action;
  }

  /** Somebody else removes a link. */
  public synchronized void unlink(DeviceId device) {
    linked.remove(device);
  }

  @Override
  public synchronized TokenOwner identity() {
    whenAsked.run();
    outage.check();
    return identity;
  }

  @Override
  public synchronized List<OwnedNotification> notifications() {
    outage.check();
    return List.copyOf(notifications);
  }

  /** Its channels for notifications from now on. */
  public synchronized void channels(String... names) {
    channels = Set.of(names);
  }

  @Override
  public synchronized Set<String> notificators() {
    outage.check();
    return channels;
  }

  @Override
  public synchronized void addNotification(String eventType) {
    outage.check();
    var notification = new DefaultNotification(eventType, "web", Optional.empty());
    notifications.add(new OwnedNotification(++lastNotification, Optional.of(notification)));
  }

  @Override
  public synchronized void removeNotification(long id) {
    outage.check();
    notifications.removeIf(notification -> notification.id() == id);
  }

  @Override
  public synchronized Fleet fleet() {
    outage.check();
    listings++;
    return new Fleet(devices, online, Map.of());
  }

  @Override
  public synchronized Set<DeviceId> linkedDevices() {
    outage.check();
    listings++;
    linkedListings++;
    if (slowToListLinks) {
      throw new GatewayUnavailableException("the links take too long to list");
    }
    return Set.copyOf(linked);
  }

  @Override
  public synchronized void link(Collection<DeviceId> toLink) {
    outage.check();
    if (linksRefused) {
      throw new GatewayUnavailableException("links are refused");
    }
    whenLinking.run();
    toLink.stream().filter(devices::contains).forEach(linked::add);
  }
}
