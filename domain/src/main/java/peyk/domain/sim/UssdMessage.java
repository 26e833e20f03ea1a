package peyk.domain.sim;

import java.time.Instant;
import peyk.domain.ClientAddress;
import peyk.domain.device.Imei;

/**
 * A USSD message of an operator, as a tracker sent it.
 *
 * @param imei any text; a long one is cut off
 * @param data any text; a long one is cut off
 */
public record UssdMessage(String imei, String data, ClientAddress from, Instant at) {
  /** Longer than any readable IMEI, so that cutting off never makes one. */
  private static final int LONGEST_IMEI = 100;

  /** Far longer than any message that an operator sends, in whatever code. */
  private static final int LONGEST_DATA = 8 * 1024;

  /**
   * 2<sup>32</sup> divided by the golden ratio (Fibonacci hashing). The plain hash codes of numbers
   * with a check digit use few partitions.
   */
  private static final int SPREAD = 0x9E37_79B9;

  public UssdMessage {
    imei = cut(imei, LONGEST_IMEI);
    data = cut(data, LONGEST_DATA);
  }

  private static String cut(String text, int longest) {
    return text.substring(0, Math.min(longest, text.length()));
  }

  /**
   * The partition in which it waits: the same for all spellings of an IMEI, and in all versions,
   * because it is stored.
   */
  public int partition() {
    var tracker = Imei.parseSent(imei).map(Imei::digits).orElse(imei);
    return (tracker.hashCode() * SPREAD >>> 16) % UssdMessageRepository.PARTITIONS;
  }

  /** The message holds a subscriber's balance and number. */
  @Override
  public String toString() {
    return "UssdMessage[" + data.length() + " characters]";
  }
}
