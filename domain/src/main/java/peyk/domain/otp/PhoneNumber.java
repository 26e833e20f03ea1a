package peyk.domain.otp;

import java.util.regex.Pattern;
import peyk.domain.text.LogMask;

/**
 * A valid mobile number in normal form, so that a phone has one spelling.
 *
 * @param e164 the international form (ITU-T E.164), e.g. {@code +989120000000}
 * @param canonical the form for Traccar, the SMS gateway and clients: national in the home region,
 *     e.g. {@code 09120000000}, else E.164
 */
public record PhoneNumber(String e164, String canonical) {
  private static final Pattern E164 = Pattern.compile("\\+[1-9]\\d{6,14}");
  private static final Pattern CANONICAL = Pattern.compile("\\+?\\d{6,16}");
  private static final int SUBSCRIBER_DIGITS = 4;

  public PhoneNumber {
    if (!E164.matcher(e164).matches() || !CANONICAL.matcher(canonical).matches()) {
      throw new IllegalArgumentException("phone number is not in E.164 and canonical form");
    }
  }

  /** The number block: the number without its last four digits. */
  public String block() {
    return e164.substring(0, e164.length() - SUBSCRIBER_DIGITS);
  }

  /** The last four digits only, so that logs do not reveal a subscriber. */
  @Override
  public String toString() {
    return LogMask.allBut(SUBSCRIBER_DIGITS, e164);
  }
}
