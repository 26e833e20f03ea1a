package peyk.domain.ussd;

import peyk.domain.text.Digits;

/**
 * Recognises a number that is only a part of a longer one. Next to it is a lost letter, a lone
 * separator, or a blank between groups of digits.
 */
final class PartialNumbers {
  private static final String ALWAYS = "?\uFFFD*#/,%\\_~\u00D7";

  /** After a letter these end a word or introduce the number. */
  private static final String UNLESS_AFTER_LETTER = ".'\u066B\u2026";

  private static final String GAP = " ," + UssdNormalizer.NARROW_BLANK;
  private static final int WIDEST_GAP = 3;

  private PartialNumbers() {}

  static boolean isCutBefore(String text, int number) {
    return touchesStrange(text, number - 1) || isRestOfGroups(text, number);
  }

  static boolean isCutAfter(String text, int end) {
    int next = end;
    while (next < text.length() && next < end + WIDEST_GAP && GAP.indexOf(text.charAt(next)) >= 0) {
      next++;
    }
    return next > end && isDigit(text, next) && isRestOfGroups(text, next);
  }

  private static boolean touchesStrange(String text, int at) {
    if (at < 0) {
      return false;
    }
    char c = text.charAt(at);
    if (UNLESS_AFTER_LETTER.indexOf(c) >= 0) {
      return at == 0 || !Character.isLetter(text.charAt(at - 1)) && text.charAt(at - 1) != c;
    }
    return ALWAYS.indexOf(c) >= 0;
  }

  private static boolean isRestOfGroups(String text, int number) {
    int end = number;
    while (end > 0 && number - end < WIDEST_GAP && GAP.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (end == number || !isDigit(text, end - 1)) {
      return false;
    }
    var gap = text.substring(end, number);
    return gap.indexOf(UssdNormalizer.NARROW_BLANK) >= 0
        || digits(text, number, 1) == 3 && isGroup(text, end);
  }

  private static boolean isGroup(String text, int end) {
    int length = digits(text, end - 1, -1);
    int before = end - length - 1;
    return length <= 3 && (before < 0 || "/:*#-+".indexOf(text.charAt(before)) < 0);
  }

  private static int digits(String text, int from, int step) {
    int count = 0;
    while (count < 4 && isDigit(text, from + count * step)) {
      count++;
    }
    return count;
  }

  private static boolean isDigit(String text, int at) {
    return at >= 0 && at < text.length() && Digits.isAscii(text.charAt(at));
  }
}
