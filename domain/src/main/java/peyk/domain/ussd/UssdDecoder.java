package peyk.domain.ussd;

import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;

/**
 * Decodes a text of hex digits. It tries each coding and takes the most plausible result, because
 * modems report wrong data coding schemes. Hex that is plausible in no coding stays as it is.
 */
final class UssdDecoder {
  private static final int SHORTEST = 4;
  private static final int LONGEST = 4 * UssdText.LONGEST;
  private static final double LEAST_PLAUSIBLE = 0.7;
  private static final String PUNCTUATION =
      " \n\r\t.,:;-+*#/()%!?'\"&=\u00A0\u00AB\u00BB\u2212\uFEFF";
  private static final BitSet USUAL = usual();

  /** Of two that are equally plausible, the first is taken. */
  private static final List<Function<byte[], String>> CODINGS =
      List.of(
          octets -> new String(octets, StandardCharsets.UTF_16BE),
          octets -> new String(octets, StandardCharsets.UTF_8),
          octets -> new String(octets, StandardCharsets.ISO_8859_1),
          Gsm7::unpack,
          octets -> new String(octets, StandardCharsets.UTF_16LE));

  private UssdDecoder() {}

  static UssdText decode(UssdText coded) {
    var hex = hexDigits(coded.text());
    if (hex.length() < SHORTEST) {
      return coded;
    }
    var octets = HexFormat.of().parseHex(hex, 0, Math.min(hex.length() & ~1, LONGEST));
    var best = coded.text();
    double most = LEAST_PLAUSIBLE;
    for (var coding : CODINGS) {
      var text = coding.apply(octets);
      double plausibility = plausibility(text);
      if (plausibility > most) {
        most = plausibility;
        best = text;
      }
    }
    boolean half = best.endsWith("\uFFFD");
    var text = coded.with(half ? best.substring(0, best.length() - 1) : best);
    return half || hex.length() % 2 != 0 || hex.length() > LONGEST || endsInDots(coded.text())
        ? text.withCutEnd()
        : text;
  }

  /** The digits without the blanks between them; empty if there is anything else. */
  private static String hexDigits(String text) {
    var hex = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80 && HexFormat.isHexDigit(c)) {
        hex.append(c);
      } else if (!isBetween(c) && !(isDot(c) && hex.length() >= SHORTEST)) {
        return "";
      }
    }
    return hex.toString();
  }

  private static boolean isBetween(char c) {
    return Character.isWhitespace(c) || Character.getType(c) == Character.FORMAT;
  }

  private static boolean endsInDots(String text) {
    return !text.isEmpty() && isDot(text.charAt(text.length() - 1));
  }

  private static boolean isDot(char c) {
    return c == '\u2026';
  }

  /** The share of characters that operators use. */
  private static double plausibility(String text) {
    int usual = 0;
    for (int i = 0; i < text.length(); i++) {
      usual += USUAL.get(text.charAt(i)) ? 1 : 0;
    }
    return text.isEmpty() ? 0 : (double) usual / text.length();
  }

  private static BitSet usual() {
    var usual = new BitSet();
    usual.set('a', 'z' + 1);
    usual.set('A', 'Z' + 1);
    usual.set('0', '9' + 1);
    usual.set(0x600, 0x700);
    usual.set(0x2000, 0x2070);
    usual.set(0xFB50, 0xFE00);
    usual.set(0xFE70, 0xFF00);
    PUNCTUATION.chars().forEach(usual::set);
    return usual;
  }
}
