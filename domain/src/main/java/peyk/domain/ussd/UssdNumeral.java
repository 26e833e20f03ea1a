package peyk.domain.ussd;

import java.util.OptionalLong;
import peyk.domain.text.Digits;

/**
 * Reads a number with separators. Groups have three digits, and one separator between them. One or
 * two digits after a separator of another kind, or after the only one, are a fraction. Everything
 * else is ambiguous.
 */
final class UssdNumeral {
  private static final String SEPARATORS = ",.'\u066B" + UssdNormalizer.NARROW_BLANK;
  private static final int MOST_DIGITS = 15;

  /** Fifteen digits, four separators between them, and a fraction. */
  private static final int LONGEST = 22;

  private UssdNumeral() {}

  /** Whether it has only digits and separators, so that it may be an amount. */
  static boolean isPlain(String number) {
    for (int i = 0; i < number.length(); i++) {
      if (!Digits.isAscii(number.charAt(i)) && !isSeparator(number.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  static boolean isGrouped(String number) {
    int last = lastSeparator(number, number.length());
    return last >= 0 && number.length() - last == 4;
  }

  /** Whether one or two digits follow the last separator. */
  static boolean hasFraction(String number) {
    int last = lastSeparator(number, number.length());
    return last >= 0 && number.length() - last <= 3;
  }

  static OptionalLong read(String number) {
    if (number.length() > LONGEST || !isPlain(number)) {
      return OptionalLong.empty();
    }
    int last = lastSeparator(number, number.length());
    int afterLast = number.length() - last - 1;
    if (last < 0 || afterLast > 2) {
      return hundredths(number, "00");
    }
    boolean unlikeOthers = number.indexOf(number.charAt(last)) == last;
    var fraction = number.substring(last + 1) + "0".repeat(2 - afterLast);
    return unlikeOthers ? hundredths(number.substring(0, last), fraction) : OptionalLong.empty();
  }

  private static OptionalLong hundredths(String number, String fraction) {
    var digits = new StringBuilder(LONGEST);
    int end = number.length();
    int separator = lastSeparator(number, end);
    while (separator >= 0) {
      boolean same = number.charAt(separator) == number.charAt(Math.max(0, number.length() - 4));
      if (end - separator != 4 || !same) {
        return OptionalLong.empty();
      }
      digits.insert(0, number, separator + 1, end);
      end = separator;
      separator = lastSeparator(number, end);
    }
    boolean grouped = end < number.length();
    if (grouped && (end > 3 || number.charAt(0) == '0') || digits.length() + end > MOST_DIGITS) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        Long.parseLong(digits.insert(0, number, 0, end).append(fraction).toString()));
  }

  private static int lastSeparator(String number, int before) {
    int at = before - 1;
    while (at >= 0 && !isSeparator(number.charAt(at))) {
      at--;
    }
    return at;
  }

  private static boolean isSeparator(char c) {
    return SEPARATORS.indexOf(c) >= 0;
  }
}
