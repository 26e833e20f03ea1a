package peyk.domain.tracker;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Traccar reports an answer as hex if it has anything but printable ASCII. */
final class HexDump {
  private static final Pattern HEX = Pattern.compile("([0-9a-f]{2})+");

  private HexDump() {}

  /**
   * The text that the tracker sent, without white space and control characters around it.
   *
   * @param result a hex dump, or the text itself
   */
  static String decoded(String result) {
    var text = trimmed(result);
    return HEX.matcher(text).matches() ? trimmed(text(text)) : text;
  }

  private static String text(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8);
  }

  /** Some trackers end an answer in control characters, such as NUL. */
  private static String trimmed(String text) {
    int begin = 0;
    int end = text.length();
    while (begin < end && isSurrounding(text.charAt(begin))) {
      begin++;
    }
    while (end > begin && isSurrounding(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(begin, end);
  }

  private static boolean isSurrounding(char c) {
    return Character.isWhitespace(c) || Character.isISOControl(c);
  }
}
