package peyk.domain.sim;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;

/** What trackers have told of their SIMs. */
public interface SimRepository {
  /**
   * One thing that was learnt.
   *
   * @param id a later one has a higher id
   * @param balance in rials
   */
  record Learnt(long id, Instant at, OptionalLong balance, Optional<String> number) {}

  /** The latest of a tracker's SIM; empty if nothing was ever learnt. */
  Optional<SimStatus> find(Imei imei);

  /** Which of Traccar's devices the tracker was when it last told something of its SIM. */
  Optional<DeviceId> device(Imei imei);

  /**
   * What was learnt of a tracker's SIM, the latest first.
   *
   * @param before only lower ids
   */
  List<Learnt> history(Imei imei, long before, int atMost);

  /**
   * SIMs whose latest balance is lower, in order of the IMEIs.
   *
   * @param after only higher IMEIs; empty text = from the first on
   */
  List<SimStatus> below(long rials, String after, int atMost);
}
