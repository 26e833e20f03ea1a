package peyk.adapters.sandbox.traccar;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The devices of the simulated Traccar. */
final class Devices {
  private final EntityTable<Device> table = new EntityTable<>();
  private final Map<String, Long> idByImei = new HashMap<>();
  private final Map<Long, Set<Long>> idsByGroup = new HashMap<>();
  private final Map<String, Integer> writes = new HashMap<>();

  EntityTable<Device> table() {
    return table;
  }

  Optional<Device> find(long id) {
    return table.find(id);
  }

  Optional<Device> withImei(String imei) {
    return Optional.ofNullable(idByImei.get(imei)).flatMap(table::find);
  }

  Set<Long> inGroup(long groupId) {
    return idsByGroup.getOrDefault(groupId, Set.of());
  }

  /** How often clients replaced this device. */
  int writesTo(String imei) {
    return writes.getOrDefault(imei, 0);
  }

  Device add(Device device) {
    check(device, null);
    var stored = device.storedAs(table.nextId(), new Device());
    store(stored);
    return stored;
  }

  /** Replaces a device as a client does. Status and last position stay. */
  void replace(Device device) {
    var before = table.find(device.id).orElseThrow();
    check(device, before);
    var stored = device.storedAs(device.id, before);
    forget(before);
    store(stored);
    writes.merge(stored.imei(), 1, Integer::sum);
  }

  /** Stores what the server learns about a device: status, last message, last position. */
  void update(Device device) {
    table.put(device);
  }

  void remove(long id) {
    table
        .find(id)
        .ifPresent(device -> {
          forget(device);
          table.remove(id);
        });
  }

  private void check(Device device, @Nullable Device before) {
    ColumnLimits.required("NAME", device.name);
    var imei = ColumnLimits.required("UNIQUEID", device.uniqueId);
    ColumnLimits.check(device.attributes);
    var owner = idByImei.get(imei);
    if (owner != null && (before == null || owner != before.id)) {
      throw TraccarFailure.uniqueViolation("TC_DEVICES(UNIQUEID NULLS FIRST)", imei);
    }
  }

  private void store(Device device) {
    idByImei.put(Objects.requireNonNull(device.uniqueId), device.id);
    if (device.groupId != 0) {
      idsByGroup.computeIfAbsent(device.groupId, _ -> new LinkedHashSet<>()).add(device.id);
    }
    table.put(device);
  }

  private void forget(Device device) {
    idByImei.remove(device.imei());
    idsByGroup.getOrDefault(device.groupId, new LinkedHashSet<>()).remove(device.id);
  }
}
