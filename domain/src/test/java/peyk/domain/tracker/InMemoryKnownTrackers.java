package peyk.domain.tracker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/** Trackers that a test makes known. */
public final class InMemoryKnownTrackers implements KnownTrackers {
  private final Map<Imei, DeviceId> known = new HashMap<>();

  public void add(Imei imei) {
    add(imei, new DeviceId(known.size() + 1));
  }

  public void add(Imei imei, DeviceId device) {
    known.put(imei, device);
  }

  @Override
  public Optional<DeviceId> find(Imei imei) {
    return Optional.ofNullable(known.get(imei));
  }

  @Override
  public Map<DeviceId, Imei> imeis(Set<DeviceId> devices) {
    return known.entrySet().stream()
        .filter(entry -> devices.contains(entry.getValue()))
        .collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
  }

  @Override
  public boolean mayKnow(Imei imei) {
    return known.isEmpty() || knows(imei);
  }
}
