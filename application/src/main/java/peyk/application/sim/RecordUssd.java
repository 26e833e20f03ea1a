package peyk.application.sim;

import java.time.InstantSource;
import peyk.domain.ClientAddress;
import peyk.domain.device.Imei;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;

/**
 * Takes in what a tracker passes on of an operator's answer. Whatever it is, it is kept; what it
 * says is read later.
 */
public final class RecordUssd {
  private final UssdMessageRepository messages;
  private final IntakeLimit perAddress;
  private final IntakeLimit perTracker;
  private final InstantSource clock;

  public RecordUssd(
      UssdMessageRepository messages,
      IntakeLimit perAddress,
      IntakeLimit perTracker,
      InstantSource clock) {
    this.messages = messages;
    this.perAddress = perAddress;
    this.perTracker = perTracker;
    this.clock = clock;
  }

  /**
   * Stores a message, durably, before it returns.
   *
   * @param imei as sent
   * @return false if the sender has sent too much: then it was not stored, and should be sent again
   *     later
   * @throws peyk.domain.StorageUnavailableException if it may not have been stored
   */
  public boolean record(String imei, String data, ClientAddress from) {
    var now = clock.instant();
    if (!perAddress.admit(from.value(), now) || !perTracker.admit(tracker(imei), now)) {
      return false;
    }
    messages.add(new UssdMessage(imei, data, from, now));
    return true;
  }

  /** What is no IMEI counts as one tracker. */
  private static String tracker(String imei) {
    return Imei.parse(imei).map(Imei::digits).orElse("none");
  }
}
