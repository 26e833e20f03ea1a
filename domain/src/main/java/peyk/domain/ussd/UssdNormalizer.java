package peyk.domain.ussd;

import java.text.Normalizer;
import peyk.domain.text.Digits;

/**
 * Reduces a text to lower case, one yeh and one keheh, ASCII digits, one of each separator, and
 * visible characters.
 */
final class UssdNormalizer {
  /** Stands for all blanks that group digits. */
  static final char NARROW_BLANK = '\u00A0';

  private static final String ALIKE =
      "يىےئكآأإٱؤۀةہھ\u066C\u060C\u066A\u061B\u061F\u2018\u2019\u02BC\u00B4`\u2032";
  private static final String PLAIN = "ییییکاااا" + "وهههه" + ",,%;?''''''";

  private static final char FIRST_LIGATURE = '\uFB50';
  private static final int LONGEST_LIGATURE = 4;

  /** Presentation forms and full-width letters, and the plain letters for them (NFKC). */
  private static final String[] LIGATURES = ligatures();

  private UssdNormalizer() {}

  static UssdText normalize(UssdText text) {
    return text.with(normalize(text.text()));
  }

  static String normalize(String text) {
    var normalized = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < FIRST_LIGATURE) {
        append(normalized, c);
      } else {
        LIGATURES[c - FIRST_LIGATURE].chars().forEach(plain -> append(normalized, (char) plain));
      }
    }
    return Digits.toAscii(normalized.toString());
  }

  private static void append(StringBuilder normalized, char c) {
    if (c > ' ' && c < 0x7F && c != '`') {
      normalized.append(c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
    } else if (isLineBreak(c)) {
      normalized.append('\n');
    } else if (isBlank(c)) {
      normalized.append(isNarrow(c) ? NARROW_BLANK : ' ');
    } else if (!isInvisible(c)) {
      int alike = ALIKE.indexOf(c);
      normalized.append(alike < 0 ? lettersAndDashes(c) : PLAIN.charAt(alike));
    }
  }

  private static boolean isLineBreak(char c) {
    return c >= '\n' && c <= '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || Character.getType(c) == Character.SPACE_SEPARATOR;
  }

  private static boolean isNarrow(char c) {
    return c == NARROW_BLANK || c >= '\u2000' && c <= '\u205F';
  }

  private static boolean isInvisible(char c) {
    return switch (Character.getType(c)) {
      case Character.FORMAT,
          Character.CONTROL,
          Character.NON_SPACING_MARK,
          Character.ENCLOSING_MARK ->
          true;
      default -> c == '\u0640';
    };
  }

  private static char lettersAndDashes(char c) {
    return Character.getType(c) == Character.DASH_PUNCTUATION || c == '\u2212'
        ? '-'
        : Character.toLowerCase(c);
  }

  private static String[] ligatures() {
    var ligatures = new String[Character.MAX_VALUE - FIRST_LIGATURE + 1];
    for (int i = 0; i < ligatures.length; i++) {
      var letter = Character.toString(FIRST_LIGATURE + i);
      var plain = Normalizer.normalize(letter, Normalizer.Form.NFKC).strip();
      ligatures[i] = plain.length() > LONGEST_LIGATURE ? letter : plain;
    }
    return ligatures;
  }
}
