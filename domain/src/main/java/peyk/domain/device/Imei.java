package peyk.domain.device;

import java.util.Optional;
import java.util.regex.Pattern;
import peyk.domain.text.Digits;
import peyk.domain.text.LogMask;
import peyk.domain.text.Unicode;

/**
 * The number of a tracker (3GPP TS 23.003), its {@code uniqueId} in Traccar: 15 digits, or 14
 * without the check digit. The check digit may be wrong, since trackers in the field have wrong
 * ones. Some trackers even have 13, 16 or 17 digits, which nobody can register.
 */
public record Imei(String digits) {
  private static final Pattern DECORATION = Pattern.compile("[\\s\\p{Z}\"'+]");

  public Imei {
    if (!isBetween(13, digits, 17)) {
      throw new IllegalArgumentException("an IMEI has 13 to 17 digits");
    }
  }

  /** Reads 14 or 15 digits: ASCII, Persian or Arabic-Indic ones. */
  public static Optional<Imei> parse(String text) {
    return parse(14, text, 15);
  }

  private static Optional<Imei> parse(int shortest, String text, int longest) {
    if (text.length() > 64) {
      return Optional.empty();
    }
    var digits = Digits.toAscii(text).strip();
    return isBetween(shortest, digits, longest) ? Optional.of(new Imei(digits)) : Optional.empty();
  }

  /**
   * Reads an IMEI as trackers send it: also in quotes, after a plus, with invisible characters, or
   * with 13, 16 or 17 digits.
   */
  public static Optional<Imei> parseSent(String text) {
    return parse(13, DECORATION.matcher(Unicode.visible(text)).replaceAll(""), 17);
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

  private static boolean isBetween(int shortest, String digits, int longest) {
    return digits.length() >= shortest && digits.length() <= longest && Digits.areAscii(digits);
  }

  /** The type allocation code and the last three digits, enough to tell trackers apart in a log. */
  @Override
  public String toString() {
    return LogMask.allBut(8, 3, digits);
  }
}
