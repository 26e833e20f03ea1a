package peyk.domain.ussd;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** An operator's text as modems report it. */
final class UssdCodings {
  private UssdCodings() {}

  static List<String> all(String text) {
    var codings =
        List.of(
            text,
            "+CUSD: 0,\"" + text + "\",15",
            "CUSD: 1, \"\"" + text + "\"\"",
            "+CUSD: 2," + text + ",72",
            "+CUSD: 0,\"" + hex(text.getBytes(StandardCharsets.UTF_16BE)) + "\",72",
            "+CUSD: 0," + hex(text.getBytes(StandardCharsets.UTF_16LE)),
            "+CUSD: 0,\"" + hex(text.getBytes(StandardCharsets.UTF_8)) + "\",15");
    return isAscii(text)
        ? Stream.concat(codings.stream(), Stream.of("+CUSD: 0,\"" + hex(packed(text)) + "\",15"))
            .toList()
        : codings;
  }

  static String any(String text, SplittableRandom random) {
    var codings = all(text);
    return codings.get(random.nextInt(codings.size()));
  }

  /** Packs letters that are the same in ASCII and in the GSM 7-bit default alphabet. */
  static byte[] packed(String text) {
    var octets = new byte[(text.length() * 7 + 7) / 8];
    for (int i = 0; i < text.length() * 7; i++) {
      octets[i / 8] |= (byte) ((text.charAt(i / 7) >> i % 7 & 1) << i % 8);
    }
    return octets;
  }

  private static boolean isAscii(String text) {
    return text.chars().allMatch(c -> c < 0x80);
  }

  private static String hex(byte[] octets) {
    return HexFormat.of().withUpperCase().formatHex(octets);
  }
}
