package peyk.adapters.http.admin;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import peyk.domain.MovableClock;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.sim.SimRepository;
import peyk.domain.sim.SimStatus;
import peyk.domain.sim.SimStatus.Balance;

/** What trackers told of their SIMs, one thing a day. */
public final class KnownSims implements SimRepository {
  private final TreeMap<String, List<Reading>> reading = new TreeMap<>();
  private final Map<Imei, DeviceId> devices = new HashMap<>();

  /** The tracker was this device when it told something. */
  void knowDevice(Imei imei, DeviceId device) {
    devices.put(imei, device);
  }

  /** The tracker's SIM had these balances, the last one now. */
  public void add(Imei imei, long... balances) {
    var all = new ArrayList<Reading>();
    for (int i = 0; i < balances.length; i++) {
      all.addFirst(
          new Reading(
              i + 1,
              MovableClock.START.minus(Duration.ofDays(balances.length - 1 - i)),
              OptionalLong.of(balances[i]),
              Optional.empty()));
    }
    reading.put(imei.digits(), all);
  }

  /** The tracker told its number, and no balance. */
  public void addNumber(Imei imei, String number) {
    reading.put(
        imei.digits(),
        List.of(new Reading(1, MovableClock.START, OptionalLong.empty(), Optional.of(number))));
  }

  @Override
  public Optional<SimStatus> find(Imei imei) {
    return Optional.ofNullable(reading.get(imei.digits())).map(all -> status(imei, all.getFirst()));
  }

  @Override
  public Optional<DeviceId> device(Imei imei) {
    return Optional.ofNullable(devices.get(imei));
  }

  @Override
  public List<Reading> history(Imei imei, long before, int atMost) {
    return reading.getOrDefault(imei.digits(), List.of()).stream()
        .filter(one -> one.id() < before)
        .sorted(Comparator.comparingLong(Reading::id).reversed())
        .limit(atMost)
        .toList();
  }

  @Override
  public List<SimStatus> below(long rials, String after, int atMost) {
    return reading.tailMap(after, false).entrySet().stream()
        .map(entry -> status(new Imei(entry.getKey()), entry.getValue().getFirst()))
        .filter(sim -> sim.balance().filter(balance -> balance.rials() < rials).isPresent())
        .limit(atMost)
        .toList();
  }

  @Override
  public List<SimStatus> lowest(int atMost) {
    return reading.entrySet().stream()
        .map(entry -> status(new Imei(entry.getKey()), entry.getValue().getFirst()))
        .filter(sim -> sim.balance().isPresent())
        .sorted(Comparator.comparingLong(sim -> sim.balance().orElseThrow().rials()))
        .limit(atMost)
        .toList();
  }

  private static SimStatus status(Imei imei, Reading latest) {
    return new SimStatus(
        imei,
        latest.balance().isPresent()
            ? Optional.of(new Balance(latest.balance().getAsLong(), latest.at()))
            : Optional.empty(),
        latest.number().map(digits -> new SimStatus.Number(digits, latest.at())));
  }
}
