package peyk.domain.sim;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.sim.SimStatus.Balance;
import peyk.domain.sim.SimStatus.Number;
import peyk.domain.sim.UssdMessageRepository.Effect;
import peyk.domain.ussd.UssdReading;

/** What SIMs told, in memory; {@link InMemoryUssdMessageRepository} fills it. */
public final class InMemorySimRepository implements SimRepository {
  private record Entry(Imei imei, Reading reading) {}

  private final List<Entry> history = new ArrayList<>();
  private final Map<String, SimStatus> latest = new TreeMap<>();
  private final Map<Imei, DeviceId> devices = new HashMap<>();

  InMemorySimRepository() {}

  synchronized void learn(Effect effect, Instant at) {
    var reading = effect.reading();
    var repeated = repeated(effect, at);
    if (repeated.isPresent()) {
      var id = repeated.get().id();
      history.set(
          (int) id - 1,
          new Entry(effect.imei(), new Reading(id, at, reading.balance(), reading.number())));
    } else {
      history.add(
          new Entry(
              effect.imei(),
              new Reading(history.size() + 1, at, reading.balance(), reading.number())));
    }
    devices.put(effect.imei(), effect.device());
    latest.merge(
        effect.imei().digits(), status(effect.imei(), reading, at), InMemorySimRepository::merge);
  }

  /** The last reading of this kind, if this one repeats the last two. */
  private Optional<Reading> repeated(Effect effect, Instant at) {
    var told = effect.reading();
    var latest =
        history(effect.imei(), Long.MAX_VALUE, Integer.MAX_VALUE).stream()
            .filter(one -> one.balance().isPresent() == told.balance().isPresent())
            .filter(one -> one.number().isPresent() == told.number().isPresent())
            .limit(2)
            .toList();
    var repeats =
        latest.size() == 2
            && latest.stream().allMatch(one -> one.balance().equals(told.balance()))
            && latest.stream().allMatch(one -> one.number().equals(told.number()))
            && latest.stream().noneMatch(one -> one.at().isAfter(at));
    return repeats ? Optional.of(latest.getFirst()) : Optional.empty();
  }

  private static SimStatus status(Imei imei, UssdReading reading, Instant at) {
    return new SimStatus(
        imei,
        reading.balance().isPresent()
            ? Optional.of(new Balance(reading.balance().getAsLong(), at))
            : Optional.empty(),
        reading.number().map(digits -> new Number(digits, at)));
  }

  private static SimStatus merge(SimStatus known, SimStatus told) {
    return new SimStatus(
        known.imei(),
        told.balance()
            .filter(balance -> known.balance().filter(b -> b.at().isAfter(balance.at())).isEmpty())
            .or(known::balance),
        told.number()
            .filter(number -> known.number().filter(n -> n.at().isAfter(number.at())).isEmpty())
            .or(known::number));
  }

  @Override
  public synchronized Optional<SimStatus> find(Imei imei) {
    return Optional.ofNullable(latest.get(imei.digits()));
  }

  @Override
  public synchronized Optional<DeviceId> device(Imei imei) {
    return Optional.ofNullable(devices.get(imei));
  }

  @Override
  public synchronized List<Reading> history(Imei imei, long before, int atMost) {
    return history.reversed().stream()
        .filter(entry -> entry.imei().equals(imei))
        .map(Entry::reading)
        .filter(reading -> reading.id() < before)
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<SimStatus> lowest(int atMost) {
    return latest.values().stream()
        .filter(status -> status.balance().isPresent())
        .sorted(Comparator.comparingLong(status -> status.balance().orElseThrow().rials()))
        .limit(atMost)
        .toList();
  }

  @Override
  public synchronized List<SimStatus> below(long rials, String after, int atMost) {
    return latest.values().stream()
        .filter(status -> status.balance().filter(balance -> balance.rials() < rials).isPresent())
        .filter(status -> status.imei().digits().compareTo(after) > 0)
        .limit(atMost)
        .toList();
  }
}
