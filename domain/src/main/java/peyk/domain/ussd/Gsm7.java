package peyk.domain.ussd;

/**
 * The GSM 7-bit default alphabet with its extension table, packed eight letters to seven octets
 * (GSM 03.38).
 */
final class Gsm7 {
  private static final String ALPHABET =
      "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001BÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
          + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

  private static final char ESCAPE = '\u001B';
  private static final String EXTENSION_CODES = "\n\u0014()/<=>@e";
  private static final String EXTENSION = "\f^{}\\[~]|€";

  private Gsm7() {}

  static String unpack(byte[] octets) {
    var text = new StringBuilder();
    int septets = octets.length * 8 / 7;
    boolean escaped = false;
    for (int i = 0; i < septets; i++) {
      int septet = septet(octets, i);
      char letter = ALPHABET.charAt(septet);
      if (escaped) {
        text.append(extended(septet, letter));
        escaped = false;
      } else if (letter == ESCAPE) {
        escaped = true;
      } else {
        text.append(letter);
      }
    }
    return withoutFiller(text, octets.length);
  }

  private static int septet(byte[] octets, int index) {
    int bit = index * 7;
    int low = octets[bit / 8] & 0xFF;
    int high = bit / 8 + 1 < octets.length ? octets[bit / 8 + 1] & 0xFF : 0;
    return (high << 8 | low) >> bit % 8 & 0x7F;
  }

  private static char extended(int septet, char letter) {
    int code = EXTENSION_CODES.indexOf(septet);
    return code < 0 ? letter : EXTENSION.charAt(code);
  }

  /** If the last octet has seven spare bits, they are zero or a carriage return. */
  private static String withoutFiller(StringBuilder text, int octets) {
    int last = text.length() - 1;
    if (octets % 7 == 0 && last >= 0 && (text.charAt(last) == '@' || text.charAt(last) == '\r')) {
      text.setLength(last);
    }
    return text.toString();
  }
}
