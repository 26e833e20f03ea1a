package peyk.domain.device;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import peyk.domain.account.AccountId;

/** Reserved names in memory. */
public final class InMemoryDeviceNameRepository implements DeviceNameRepository {
  private record Reservation(AccountId owner, int number) {}

  private final Map<AccountId, Object> locks = new ConcurrentHashMap<>();
  private final Map<DeviceId, Reservation> reservations = new HashMap<>();

  @Override
  public int reserve(
      AccountId owner, DeviceId device, Supplier<Collection<String>> namesInTraccar) {
    synchronized (locks.computeIfAbsent(owner, key -> new Object())) {
      var reserved = reserved(owner, device);
      if (reserved.isPresent()) {
        return reserved.getAsInt();
      }
      var names = new ArrayList<>(othersOf(owner, device));
      names.addAll(namesInTraccar.get());
      int number = DeviceNaming.next(names);
      put(device, new Reservation(owner, number));
      return number;
    }
  }

  /** The number that is reserved for a device of that owner. */
  public synchronized OptionalInt reserved(AccountId owner, DeviceId device) {
    var reservation = reservations.get(device);
    return reservation != null && reservation.owner().equals(owner)
        ? OptionalInt.of(reservation.number())
        : OptionalInt.empty();
  }

  /** Its name has reached Traccar: the device needs no reservation any more. */
  public synchronized void drop(DeviceId device) {
    reservations.remove(device);
  }

  private synchronized void put(DeviceId device, Reservation reservation) {
    reservations.put(device, reservation);
  }

  private synchronized Collection<String> othersOf(AccountId owner, DeviceId device) {
    return reservations.entrySet().stream()
        .filter((Map.Entry<DeviceId, Reservation> other) ->
            other.getValue().owner().equals(owner) && !other.getKey().equals(device))
        .map(other -> DeviceNaming.name(other.getValue().number()))
        .toList();
  }
}
