package peyk.domain.device;

import java.util.Optional;
import java.util.regex.Pattern;
import peyk.domain.text.Digits;
import peyk.domain.text.Unicode;

/**
 * The number of a tracker (3GPP TS 23.003), its {@code uniqueId} in Traccar: 15 digits, or 14
 * without the check digit. The check digit may be wrong, since trackers in the field have wrong
 * ones.
 */
public record Imei(String digits) {
  private static final Pattern DECORATION = Pattern.compile("[\\s\\p{Z}\"'+]");

  public Imei {
    if (!isImei(digits)) {
      throw new IllegalArgumentException("an IMEI has 14 or 15 digits");
    }
  }

  /** Reads an IMEI in ASCII, Persian or Arabic-Indic digits. */
  public static Optional<Imei> parse(String text) {
    if (text.length() > 64) {
      return Optional.empty();
    }
    var digits = Digits.toAscii(text).strip();
    return isImei(digits) ? Optional.of(new Imei(digits)) : Optional.empty();
  }

  /**
   * Reads an IMEI as trackers send it: also in quotes, after a plus, or with invisible characters.
   */
  public static Optional<Imei> parseSent(String text) {
    return parse(DECORATION.matcher(Unicode.visible(text)).replaceAll(""));
  }

  /** Whether it has a correct check digit (ISO/IEC 7812-1, the Luhn formula). */
  public boolean isChecked() {
    if (digits.length() != 15) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = (digits.charAt(i) - '0') * (1 + i % 2);
      sum += digit / 10 + digit % 10;
    }
    return sum % 10 == 0;
  }

  private static boolean isImei(String digits) {
    return (digits.length() == 14 || digits.length() == 15) && Digits.areAscii(digits);
  }

  /** The type allocation code and the last three digits, enough to tell trackers apart in a log. */
  @Override
  public String toString() {
    return digits.substring(0, 8) + "***" + digits.substring(digits.length() - 3);
  }
}
