package peyk.adapters.sandbox.trackers;

import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.LongStream;
import peyk.adapters.sandbox.traccar.SimulatedTraccar;

/**
 * Simulated trackers of one model with consecutive invented IMEIs: {@code 86771703389051}, {@code
 * 86771703389052} and so on, each with its Luhn check digit.
 */
public final class SimulatedFleet {
  private static final long FIRST_SERIAL = 86_771_703_389_051L;
  private static final int ONE_IN_SO_MANY_IS_OFF = 4;

  private final List<SimulatedTracker> trackers;

  private SimulatedFleet(List<SimulatedTracker> trackers) {
    this.trackers = trackers;
  }

  /** Adds T950s to a simulated Traccar. Every fourth one is off, the others are on. */
  public static SimulatedFleet t950(SimulatedTraccar traccar, int count) {
    var fleet = off(traccar, 0, count);
    for (int index = 0; index < count; index++) {
      if (index % ONE_IN_SO_MANY_IS_OFF != ONE_IN_SO_MANY_IS_OFF - 1) {
        fleet.tracker(index).switchOn();
      }
    }
    return fleet;
  }

  /** Adds T950s to a simulated Traccar, all of which are off. */
  public static SimulatedFleet off(SimulatedTraccar traccar, int first, int count) {
    return new SimulatedFleet(
        LongStream.range(first, first + count)
            .mapToObj(index -> tracker(traccar, imei(index)))
            .toList());
  }

  /** The IMEI of the tracker with this index, from 0 on. */
  public static String imei(long index) {
    var digits = Long.toString(FIRST_SERIAL + index);
    return digits + checkDigit(digits);
  }

  private static SimulatedTracker tracker(SimulatedTraccar traccar, String imei) {
    if (!traccar.hasDevice(imei)) {
      traccar.addDevice(imei, imei, "T950", Map.of());
    }
    return new SimulatedTracker(traccar, imei);
  }

  private static int checkDigit(String digits) {
    int sum = 0;
    for (int place = 0; place < digits.length(); place++) {
      int digit = digits.charAt(digits.length() - 1 - place) - '0';
      int weighed = place % 2 == 0 ? 2 * digit : digit;
      sum += weighed / 10 + weighed % 10;
    }
    return (10 - sum % 10) % 10;
  }

  /** All trackers in the order of their IMEIs. */
  public List<SimulatedTracker> trackers() {
    return trackers;
  }

  /** The tracker with this index, from 0 on. */
  public SimulatedTracker tracker(int index) {
    return trackers.get(index);
  }

  /** The tracker with this IMEI. */
  public SimulatedTracker tracker(String imei) {
    return trackers.stream()
        .filter(tracker -> tracker.imei().equals(imei))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("no tracker with this IMEI"));
  }

  /** Switches all trackers on. */
  public void switchOn() {
    trackers.forEach(SimulatedTracker::switchOn);
  }

  /** Switches all trackers off. */
  public void switchOff() {
    trackers.forEach(SimulatedTracker::switchOff);
  }
}
