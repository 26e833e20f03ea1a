package peyk.adapters.sandbox.traccar;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/** How Traccar turns the bytes of a tracker's answer into the text of an event. */
final class AnswerDecoding {
  private static final int FIRST_PRINTABLE = 32;

  private AnswerDecoding() {}

  /**
   * The trimmed text; all bytes in lower-case hex if one is not printable; empty if the text is
   * blank.
   */
  static Optional<String> decode(byte[] answer) {
    for (var letter : answer) {
      if (!isPrintable(letter)) {
        return Optional.of(HexFormat.of().formatHex(answer));
      }
    }
    var text = new String(answer, StandardCharsets.US_ASCII).trim();
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }

  private static boolean isPrintable(byte letter) {
    // Bytes over 127 are negative.
    return letter == '\r' || letter == '\n' || letter >= FIRST_PRINTABLE;
  }
}
