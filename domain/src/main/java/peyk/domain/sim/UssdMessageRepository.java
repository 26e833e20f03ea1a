package peyk.domain.sim;

import java.util.List;
import java.util.Optional;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imei;
import peyk.domain.ussd.UssdReading;

/**
 * The USSD messages, kept for a time whatever is in them. They wait in a few partitions, those of
 * one tracker in one partition; each partition has a job, named by its number, that is woken by
 * what is added.
 */
public interface UssdMessageRepository {
  /** They are numbered from 0. */
  int PARTITIONS = 16;

  /** A message that was stored; a later one has a higher id. */
  record Waiting(long id, UssdMessage message) {}

  /**
   * What became of a message.
   *
   * @param device the tracker's, if Traccar knows it: whatever the message says, the tracker's
   *     command that asked for it is answered
   * @param effect empty if it has none
   */
  record Settled(
      Waiting message, UssdOutcome outcome, Optional<DeviceId> device, Optional<Effect> effect) {}

  /** What a message says of a SIM, and how its device changes. */
  record Effect(Imei imei, DeviceId device, UssdReading reading, DevicePatch patch) {}

  /**
   * Stores a message, durably, before it returns.
   *
   * @throws peyk.domain.StorageUnavailableException if it may not have been stored
   */
  void add(UssdMessage message);

  /** The oldest that wait in a partition, in order. */
  List<Waiting> waiting(int partition, int atMost);

  /**
   * Stores what became of messages, their effects and answered commands included: all or nothing. A
   * message that was settled before is left as it was and has no effect again. In the history
   * effects are in the order given here; the latest of a SIM is what has the latest time, the
   * balance and the number apart.
   */
  void settle(List<Settled> settled);
}
