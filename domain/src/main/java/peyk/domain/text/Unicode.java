package peyk.domain.text;

import java.util.regex.Pattern;

/** Checks of Unicode text. */
public final class Unicode {
  /** Format characters, such as direction marks, and marks without a glyph of their own. */
  private static final Pattern INVISIBLE =
      Pattern.compile(
          "[\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFE00-\\uFE0F\\uFFA0"
              + "\\x{E0100}-\\x{E01EF}]");

  private Unicode() {}

  /** The text without the characters that nobody sees. Blanks and control characters stay. */
  public static String visible(String text) {
    return isAscii(text) ? text : INVISIBLE.matcher(text).replaceAll("");
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7f) {
        return false;
      }
    }
    return true;
  }

  /** Whether a text has no half surrogate pair, which neither UTF-8 nor databases can store. */
  public static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }
}
