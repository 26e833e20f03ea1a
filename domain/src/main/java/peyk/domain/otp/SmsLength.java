package peyk.domain.otp;

import java.util.stream.IntStream;

/**
 * The length of a text as SMS (3GPP TS 23.038, 23.040).
 *
 * @param plain whether it is in the 7 bit alphabet (GSM-7), else in UCS-2
 * @param characters Unicode code points
 * @param parts messages
 * @param bytes as sent
 */
public record SmsLength(boolean plain, int characters, int parts, int bytes) {
  private static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  /** Each takes two places. */
  private static final String EXTENSION = "\f^{}\\[~]|€";

  public static SmsLength of(String text) {
    var plain = text.chars().allMatch(c -> ALPHABET.indexOf(c) >= 0 || EXTENSION.indexOf(c) >= 0);
    int[] widths = (plain ? septets(text) : units(text)).toArray();
    int length = IntStream.of(widths).sum();
    return new SmsLength(
        plain,
        text.codePointCount(0, text.length()),
        plain ? parts(widths, length, 160, 153) : parts(widths, length, 70, 67),
        plain ? (length * 7 + 7) / 8 : length * 2);
  }

  private static IntStream septets(String text) {
    return text.chars().map(c -> EXTENSION.indexOf(c) >= 0 ? 2 : 1);
  }

  private static IntStream units(String text) {
    return text.codePoints().map(Character::charCount);
  }

  /** No character is split between two messages. */
  private static int parts(int[] widths, int length, int alone, int chained) {
    if (length <= alone) {
      return 1;
    }
    int parts = 1;
    int used = 0;
    for (int width : widths) {
      if (used + width > chained) {
        parts++;
        used = 0;
      }
      used += width;
    }
    return parts;
  }
}
