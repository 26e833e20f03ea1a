package peyk.application.sim;

import peyk.domain.ClientAddress;
import peyk.domain.device.Imei;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.time.ClusterTime;

/** Stores a USSD message that a tracker forwards. It is stored whatever it says, and read later. */
public final class RecordUssd {
  private final UssdMessageRepository messages;
  private final IntakeLimit perAddress;
  private final IntakeLimit perTracker;
  private final ClusterTime clock;

  public RecordUssd(
      UssdMessageRepository messages,
      IntakeLimit perAddress,
      IntakeLimit perTracker,
      ClusterTime clock) {
    this.messages = messages;
    this.perAddress = perAddress;
    this.perTracker = perTracker;
    this.clock = clock;
  }

  /**
   * Stores a message durably.
   *
   * @param imei as sent
   * @return false if the sender is over its limit; then the message was not stored and should be
   *     sent again
   * @throws peyk.domain.StorageUnavailableException if it may not have been stored
   */
  public boolean record(String imei, String data, ClientAddress from) {
    var now = clock.now();
    if (!perAddress.admit(from.value(), now) || !perTracker.admit(tracker(imei), now)) {
      return false;
    }
    messages.add(new UssdMessage(imei, data, from, now));
    return true;
  }

  /** All senders without an IMEI count as one tracker. */
  private static String tracker(String imei) {
    return Imei.parse(imei).map(Imei::digits).orElse("none");
  }
}
