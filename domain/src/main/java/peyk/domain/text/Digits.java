package peyk.domain.text;

import java.util.OptionalLong;

/** Decimal digits in the scripts of users and trackers: ASCII, Persian and Arabic-Indic. */
public final class Digits {
  private static final char PERSIAN_ZERO = '\u06F0';
  private static final char ARABIC_INDIC_ZERO = '\u0660';

  /** Longer numbers are too large, or have absurdly many leading zeros. */
  private static final int LONGEST_NUMBER = 64;

  private Digits() {}

  /** Replaces Persian and Arabic-Indic digits by ASCII ones. */
  public static String toAscii(String text) {
    if (Unicode.isAscii(text)) {
      return text;
    }
    var ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      ascii.append(toAscii(text.charAt(i)));
    }
    return ascii.toString();
  }

  public static boolean isAscii(int c) {
    return c >= '0' && c <= '9';
  }

  /** Whether the text consists of one or more ASCII digits. */
  public static boolean areAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isAscii(text.charAt(i))) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  /**
   * Reads a whole number from 0 to 2<sup>63</sup>−1 in digits of any of the three scripts; empty
   * for any other text, including signs and blanks.
   */
  public static OptionalLong parse(String text) {
    if (text.length() > LONGEST_NUMBER) {
      return OptionalLong.empty();
    }
    var digits = toAscii(text);
    if (!areAscii(digits)) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return OptionalLong.empty(); // it is larger
    }
  }

  private static char toAscii(char c) {
    if (c >= PERSIAN_ZERO && c <= PERSIAN_ZERO + 9) {
      return (char) ('0' + c - PERSIAN_ZERO);
    }
    if (c >= ARABIC_INDIC_ZERO && c <= ARABIC_INDIC_ZERO + 9) {
      return (char) ('0' + c - ARABIC_INDIC_ZERO);
    }
    return c;
  }
}
