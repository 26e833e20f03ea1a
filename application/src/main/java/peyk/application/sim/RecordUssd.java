package peyk.application.sim;

import peyk.application.intake.IntakeLimits;
import peyk.domain.ClientAddress;
import peyk.domain.device.Imei;
import peyk.domain.sim.UssdMessage;
import peyk.domain.sim.UssdMessageRepository;
import peyk.domain.time.ClusterTime;
import peyk.domain.tracker.KnownTrackers;

/** Stores a USSD message that a tracker forwards. It is stored whatever it says, and read later. */
public record RecordUssd(
    UssdMessageRepository messages,
    IntakeLimits limits,
    KnownTrackers trackers,
    ClusterTime clock) {
  /** A longer text counts as several messages, in characters. */
  private static final int USUAL = 512;

  /**
   * Stores a message durably.
   *
   * @param imei as sent
   * @return false if the sender is over its limit; then the message was not stored and should be
   *     sent again
   * @throws peyk.domain.StorageUnavailableException if it may not have been stored
   */
  public boolean record(String imei, String data, ClientAddress from) {
    var message = new UssdMessage(imei, data, from, clock.now());
    var weight = 1 + message.data().length() / USUAL;
    var tracker = Imei.parseSent(imei);
    var isKnown = tracker.filter(trackers::knows).isPresent();
    if (!limits.admit(from, tracker, isKnown, weight, message.at())) {
      return false;
    }
    messages.add(message);
    return true;
  }
}
