package peyk.domain.device;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import peyk.domain.Outage;
import peyk.domain.RequestRefusedException;
import peyk.domain.account.AccountId;
import peyk.domain.text.JsonText;

/** The devices of a Traccar that is not there, and who is linked to them. */
public final class InMemoryDeviceGateway implements DeviceGateway {
  private final Outage outage = new Outage();
  private final Map<DeviceId, Device> devices = new LinkedHashMap<>();
  private final Map<AccountId, Set<DeviceId>> links = new LinkedHashMap<>();
  private long lastId;
  private int writes;
  private Predicate<Device> refused = _ -> false;
  private int refusals;

  public Outage outage() {
    return outage;
  }

  /** A tracker that is online, with nothing but a name. */
  public Device add(String uniqueId, String name) {
    return add(uniqueId, name, Optional.empty(), Map.of());
  }

  /** A tracker that is online. */
  public synchronized Device add(
      String uniqueId,
      String name,
      Optional<String> model,
      Map<String, @Nullable Object> attributes) {
    var id = new DeviceId(++lastId);
    var device = new Device(id, uniqueId, name, model, true, attributes);
    devices.put(id, device);
    return device;
  }

  public synchronized void remove(DeviceId id) {
    devices.remove(id);
    links.values().forEach(linked -> linked.remove(id));
  }

  public synchronized void online(DeviceId id, boolean online) {
    change(id, d -> new Device(d.id(), d.uniqueId(), d.name(), d.model(), online, d.attributes()));
  }

  /** Somebody changes a device in Traccar behind our back. */
  public synchronized void change(DeviceId id, UnaryOperator<Device> change) {
    devices.computeIfPresent(id, (_, device) -> change.apply(device));
  }

  /** The device as it stands, even during an outage. */
  public synchronized Device inTraccar(DeviceId id) {
    return Optional.ofNullable(devices.get(id)).orElseThrow();
  }

  public synchronized boolean exists(DeviceId id) {
    return devices.containsKey(id);
  }

  /** How often a device was written. */
  public synchronized int writes() {
    return writes;
  }

  synchronized void link(AccountId account, DeviceId device) {
    if (devices.containsKey(device)) {
      links.computeIfAbsent(account, _ -> new LinkedHashSet<>()).add(device);
    }
  }

  synchronized void unlink(AccountId account, DeviceId device) {
    links.getOrDefault(account, new LinkedHashSet<>()).remove(device);
  }

  public synchronized boolean isLinked(AccountId account, DeviceId device) {
    return links.getOrDefault(account, Set.of()).contains(device);
  }

  @Override
  public synchronized Optional<Device> find(Imei imei) {
    outage.check();
    return devices.values().stream()
        .filter(device -> device.uniqueId().equals(imei.digits()))
        .findFirst();
  }

  @Override
  public synchronized Optional<Device> get(DeviceId id) {
    outage.check();
    return Optional.ofNullable(devices.get(id));
  }

  /** In portions of three, so that a test with few devices sees several. */
  @Override
  public synchronized void forEach(Consumer<List<Device>> batch) {
    outage.check();
    var all = List.copyOf(devices.values());
    for (int i = 0; i < all.size(); i += 3) {
      outage.check();
      batch.accept(all.subList(i, Math.min(i + 3, all.size())));
    }
  }

  @Override
  public synchronized List<Device> ofAccount(AccountId account) {
    outage.check();
    return links.getOrDefault(account, Set.of()).stream().map(this::inTraccar).toList();
  }

  @Override
  public synchronized List<Device> search(String text, int atMost) {
    outage.check();
    return devices.values().stream()
        .filter(device -> device.isNamedLike(text))
        .limit(atMost)
        .toList();
  }

  /** Like Traccar it lets the last writer win: the change is made without a lock. */
  @Override
  public <T> Optional<T> update(DeviceId id, Function<Device, Edit<T>> change) {
    var before = get(id);
    if (before.isEmpty()) {
      return Optional.empty();
    }
    var edit = change.apply(before.get());
    if (!get(id).equals(before)) {
      return update(id, change);
    }
    write(before.get(), edit.device());
    return Optional.of(edit.report());
  }

  /** From now on no device is written that is like this. */
  public synchronized void refuse(Predicate<Device> devices) {
    refused = devices;
  }

  public synchronized int refusals() {
    return refusals;
  }

  private synchronized void write(Device before, Device after) {
    var changed = before.named(after.name()).withAttributes(after.attributes());
    changed =
        new Device(
            changed.id(),
            changed.uniqueId(),
            changed.name(),
            after.model(),
            changed.online(),
            changed.attributes());
    if (changed.equals(before)) {
      return;
    }
    outage.check();
    if (JsonText.COMPACT.write(changed.attributes()).length() > AttributeBudget.LONGEST) {
      throw new RequestRefusedException("the attributes are too long");
    }
    if (refused.test(changed)) {
      refusals++;
      throw new RequestRefusedException("the device is refused");
    }
    devices.replace(before.id(), changed);
    writes++;
  }
}
