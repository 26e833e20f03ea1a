package peyk.domain.tracker;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/** The trackers of the last listing in memory: 100,000 of them take 1.6 MB. */
public final class TrackerIndex implements KnownTrackers {
  private volatile Columns columns = new Columns(new long[0], new long[0]);

  /** The numbers of IMEIs in order, and beside each the id of its device. */
  private record Columns(long[] imeis, long[] devices) {}

  public void replace(Map<Imei, DeviceId> trackers) {
    var rows =
        trackers.entrySet().stream()
            .map(entry -> new long[] {number(entry.getKey()), entry.getValue().value()})
            .sorted(Comparator.comparingLong(row -> row[0]))
            .toList();
    columns =
        new Columns(
            rows.stream().mapToLong(row -> row[0]).toArray(),
            rows.stream().mapToLong(row -> row[1]).toArray());
  }

  /** The 1 in front keeps zeros at the beginning. */
  private static long number(Imei imei) {
    return Long.parseLong("1" + imei.digits());
  }

  @Override
  public Optional<DeviceId> find(Imei imei) {
    var now = columns;
    int place = Arrays.binarySearch(now.imeis(), number(imei));
    return place < 0 ? Optional.empty() : Optional.of(new DeviceId(now.devices()[place]));
  }

  /** {@inheritDoc} Looks through all, which takes a millisecond for 100,000. */
  @Override
  public Map<DeviceId, Imei> imeis(Set<DeviceId> devices) {
    var now = columns;
    var wanted = devices.stream().mapToLong(DeviceId::value).sorted().toArray();
    var found = new HashMap<DeviceId, Imei>();
    for (int i = 0; i < now.devices().length && found.size() < wanted.length; i++) {
      if (Arrays.binarySearch(wanted, now.devices()[i]) >= 0) {
        found.put(new DeviceId(now.devices()[i]), imei(now.imeis()[i]));
      }
    }
    return found;
  }

  private static Imei imei(long number) {
    return new Imei(Long.toString(number).substring(1));
  }

  @Override
  public boolean mayKnow(Imei imei) {
    return columns.imeis().length == 0 || knows(imei);
  }
}
