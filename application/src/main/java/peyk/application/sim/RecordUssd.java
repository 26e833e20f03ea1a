package peyk.application.sim;

import java.time.Instant;
import peyk.application.intake.IntakeLimit;
import peyk.domain.ClientAddress;
import peyk.domain.device.Imei;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.time.ClusterTime;

/** Stores a USSD message that a tracker forwards. It is stored whatever it says, and read later. */
public record RecordUssd(
    UssdMessageRepository messages,
    IntakeLimit perAddress,
    IntakeLimit perTracker,
    ClusterTime clock) {
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
    if (!perAddress.admit(from.value(), now) || !admits(imei, now)) {
      return false;
    }
    messages.add(new UssdMessage(imei, data, from, now));
    return true;
  }

  /** Senders without a readable IMEI share no limit: each has that of its address. */
  private boolean admits(String imei, Instant now) {
    return Imei.parseSent(imei)
        .map(tracker -> perTracker.admit(tracker.digits(), now))
        .orElse(true);
  }
}
