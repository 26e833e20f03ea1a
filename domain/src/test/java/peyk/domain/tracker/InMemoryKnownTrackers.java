package peyk.domain.tracker;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/** Trackers that a test makes known. */
public final class InMemoryKnownTrackers implements KnownTrackers {
  private final Map<Imei, DeviceId> known = new HashMap<>();

  public void add(Imei imei) {
    known.put(imei, new DeviceId(known.size() + 1));
  }

  @Override
  public Optional<DeviceId> find(Imei imei) {
    return Optional.ofNullable(known.get(imei));
  }

  @Override
  public boolean mayKnow(Imei imei) {
    return known.isEmpty() || knows(imei);
  }
}
