package peyk.adapters.http.tracker;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The first line of a request as trackers write it: the first word, the last word, and everything
 * between them, which may contain blanks.
 */
record TrackerRequestLine(String method, String target, String version) {
  private static final String OLD_VERSION = "HTTP/1.0";
  private static final String VERSION = "HTTP/1.1";
  private static final Pattern METHOD = Pattern.compile("[A-Za-z]+");
  private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?]*+(?=/)");
  private static final Pattern SLASHES = Pattern.compile("/+");

  /** Without the colon, which the standard allows in a query and Helidon does not. */
  private static final String UNESCAPED = "-._~!$&'()*+,;=@/?";

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  /** A line of fewer than three words has an empty target. */
  static TrackerRequestLine of(String text) {
    var line = text.strip();
    int first = 0;
    while (first < line.length() && !isBlank(line.charAt(first))) {
      first++;
    }
    int last = line.length();
    while (last > first && !isBlank(line.charAt(last - 1))) {
      last--;
    }
    var target = trimmed(line, first, last);
    return first == 0 || target.isEmpty()
        ? new TrackerRequestLine("", "", "")
        : new TrackerRequestLine(line.substring(0, first), target, line.substring(last));
  }

  /** The text between two indexes without blanks and tabs around it. */
  private static String trimmed(String line, int from, int to) {
    int start = from;
    int end = to;
    while (start < end && isBlank(line.charAt(start))) {
      start++;
    }
    while (end > start && isBlank(line.charAt(end - 1))) {
      end--;
    }
    return line.substring(start, end);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  String path() {
    var query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  boolean isIntelligible() {
    return METHOD.matcher(method).matches()
        && (target.startsWith("/") || ORIGIN.matcher(target).lookingAt())
        && (version.equals(VERSION) || version.equals(OLD_VERSION));
  }

  /** Whether the connection ends with the answer unless the tracker asks to keep it. */
  boolean isOld() {
    return version.equals(OLD_VERSION);
  }

  /** The line in the standard's form. */
  String normalized() {
    return String.join(" ", method, escape(origin(target)), VERSION);
  }

  /** Path and query after one slash, without scheme and host. */
  private static String origin(String target) {
    var pathAndQuery = ORIGIN.matcher(target);
    var origin = pathAndQuery.lookingAt() ? target.substring(pathAndQuery.end()) : target;
    return SLASHES.matcher(origin).lookingAt() ? SLASHES.matcher(origin).replaceFirst("/") : origin;
  }

  private static String escape(String target) {
    var escaped = new StringBuilder(target.length());
    for (int i = 0; i < target.length(); i++) {
      var c = target.charAt(i);
      if (isUnescaped(c) || isEscape(target, i)) {
        escaped.append(c);
      } else {
        escaped.append('%').append(HEX.toHexDigits((byte) c));
      }
    }
    return escaped.toString();
  }

  private static boolean isUnescaped(char c) {
    return c >= 'a' && c <= 'z'
        || c >= 'A' && c <= 'Z'
        || c >= '0' && c <= '9'
        || UNESCAPED.indexOf(c) >= 0;
  }

  /** Whether a percent sign with two hex digits stands there. */
  static boolean isEscape(String target, int index) {
    return target.charAt(index) == '%'
        && index + 2 < target.length()
        && HexFormat.isHexDigit(target.charAt(index + 1))
        && HexFormat.isHexDigit(target.charAt(index + 2));
  }
}
