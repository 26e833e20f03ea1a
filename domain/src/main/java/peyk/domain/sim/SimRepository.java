package peyk.domain.sim;

import static java.util.stream.Collectors.toMap;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/** The facts about SIMs in the answers of trackers. */
public interface SimRepository {
  /**
   * @param id grows with time
   * @param balance in rials
   */
  record Reading(long id, Instant at, OptionalLong balance, Optional<String> number) {}

  /** The latest facts about a tracker's SIM; empty if there are none. */
  Optional<SimStatus> find(Imei imei);

  /** The Traccar device of the tracker at its latest report about its SIM. */
  Optional<DeviceId> device(Imei imei);

  /**
   * The facts about a tracker's SIM, the latest first. Of facts that were told again and again,
   * these are the first and the last time.
   *
   * @param before only lower ids
   */
  List<Reading> history(Imei imei, long before, int atMost);

  /** The latest history of each of these trackers, as {@link #history} has it. */
  default Map<Imei, List<Reading>> histories(Collection<Imei> imeis, int atMost) {
    return imeis.stream()
        .collect(toMap(imei -> imei, imei -> history(imei, Long.MAX_VALUE, atMost), (a, _) -> a));
  }

  /**
   * The SIMs with a lower latest balance, in order of the IMEIs.
   *
   * @param after only higher IMEIs; empty text = from the first on
   */
  List<SimStatus> below(long rials, String after, int atMost);

  /** The SIMs with the lowest latest balance, the lowest first. */
  List<SimStatus> lowest(int atMost);
}
