package peyk.domain.sim;

import java.util.List;
import java.util.Optional;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DevicePatch;
import peyk.domain.device.Imei;
import peyk.domain.ussd.UssdReading;

/**
 * The USSD messages, kept for a time. They wait in partitions, those of a tracker in the same one.
 * A new message wakes its partition's job, which is named by the number.
 */
public interface UssdMessageRepository {
  /** The number of partitions, counted from 0. */
  int PARTITIONS = 16;

  /**
   * @param id grows with time
   */
  record Waiting(long id, UssdMessage message) {}

  /**
   * A handled message.
   *
   * @param device the tracker's, if Traccar knows it; the command that asked is answered whatever
   *     the message says
   * @param effect empty if there is none
   */
  record Settled(
      Waiting message, UssdOutcome outcome, Optional<DeviceId> device, Optional<Effect> effect) {}

  /** The facts about a SIM in a message, and the change of its device. */
  record Effect(Imei imei, DeviceId device, UssdReading reading, DevicePatch patch) {}

  /**
   * Stores a message durably before it returns.
   *
   * @throws peyk.domain.StorageUnavailableException if it may not have been stored
   */
  void add(UssdMessage message);

  /** The oldest messages of a partition, in order. */
  List<Waiting> waiting(int partition, int atMost);

  /**
   * Stores handled messages, with their effects and answered commands, in one transaction. A
   * message that was settled before is skipped. The history keeps the given order. The balance and
   * the number of a SIM are those with the latest time, each by itself.
   */
  void settle(List<Settled> settled);
}
