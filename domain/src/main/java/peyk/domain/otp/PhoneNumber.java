package peyk.domain.otp;

import java.util.regex.Pattern;

/**
 * A mobile number that has been checked and normalised, so that one phone has one spelling.
 *
 * @param e164 the international form (ITU-T E.164), e.g. {@code +989120000000}
 * @param canonical the form that Traccar, the SMS gateway and clients know: the national one for
 *     the home region, e.g. {@code 09120000000}, E.164 for any other
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

  /** The number block it belongs to: the number less its last four digits. */
  public String block() {
    return e164.substring(0, e164.length() - SUBSCRIBER_DIGITS);
  }

  /** The last four digits only, so that no stray log line gives a subscriber away. */
  @Override
  public String toString() {
    return "***" + e164.substring(e164.length() - SUBSCRIBER_DIGITS);
  }
}
