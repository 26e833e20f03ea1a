package peyk.domain.tracker;

import java.util.HashSet;
import java.util.Set;
import peyk.domain.device.Imei;

/** Trackers that a test makes known. */
public final class InMemoryKnownTrackers implements KnownTrackers {
  private final Set<Imei> known = new HashSet<>();

  public void add(Imei imei) {
    known.add(imei);
  }

  @Override
  public boolean knows(Imei imei) {
    return known.contains(imei);
  }

  @Override
  public boolean mayKnow(Imei imei) {
    return known.isEmpty() || knows(imei);
  }
}
