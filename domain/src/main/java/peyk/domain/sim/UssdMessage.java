package peyk.domain.sim;

import java.time.Instant;
import peyk.domain.ClientAddress;
import peyk.domain.device.Imei;

/**
 * What a tracker passed on of an operator's answer, as it was sent.
 *
 * @param imei what was sent as the tracker's IMEI; may be anything, of which the beginning is kept
 * @param data what the modem said; may be anything
 */
public record UssdMessage(String imei, String data, ClientAddress from, Instant at) {
  /** Longer than any text that is read as an IMEI, so that what is cut off makes none. */
  private static final int LONGEST_IMEI = 100;

  /**
   * 2<sup>32</sup> divided by the golden ratio (Fibonacci hashing): by themselves the hash codes of
   * numbers with a check digit crowd in a few partitions.
   */
  private static final int SPREAD = 0x9E37_79B9;

  public UssdMessage {
    imei = imei.length() > LONGEST_IMEI ? imei.substring(0, LONGEST_IMEI) : imei;
  }

  /**
   * The partition in which it waits: the same for all spellings of an IMEI, and in all versions,
   * because it is stored.
   */
  public int partition() {
    var tracker = Imei.parse(imei).map(Imei::digits).orElse(imei);
    return (tracker.hashCode() * SPREAD >>> 16) % UssdMessageRepository.PARTITIONS;
  }

  /** It tells somebody's balance and number. */
  @Override
  public String toString() {
    return "UssdMessage[" + data.length() + " characters]";
  }
}
