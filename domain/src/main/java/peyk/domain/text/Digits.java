package peyk.domain.text;

/**
 * Decimal digits of the three scripts that users and trackers write: ASCII, Persian and
 * Arabic-Indic.
 */
public final class Digits {
  private static final char PERSIAN_ZERO = '\u06F0';
  private static final char ARABIC_INDIC_ZERO = '\u0660';

  private Digits() {}

  /** Replaces Persian and Arabic-Indic digits by ASCII ones and leaves everything else as it is. */
  public static String toAscii(String text) {
    var ascii = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      ascii.append(toAscii(text.charAt(i)));
    }
    return ascii.toString();
  }

  /** Whether the text is made of one or more ASCII digits and nothing else. */
  public static boolean areAscii(String text) {
    return !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
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
