package peyk.adapters.http.tracker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * HTTP as trackers speak it, put into the words of HTTP/1.1 (RFC 9112). Modem firmware is no
 * browser: it speaks HTTP/1.0, names no host, ends lines as it likes and escapes nothing. The
 * addresses that trackers call end in {@code .php}.
 *
 * <p>Texts have a character for each byte.
 */
final class TrackerHeadNormalizer {
  /**
   * A head as the standard has it.
   *
   * @param bodyLength as the tracker counts it; 0 if it does not
   */
  record Head(String text, long bodyLength) {}

  private static final String PATH_END = ".php";
  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  private final boolean isOld;
  private final StringBuilder strict = new StringBuilder();
  private boolean hostNamed;
  private boolean closeAsked;
  private boolean keepAliveAsked;
  private long bodyLength;

  private TrackerHeadNormalizer(TrackerRequestLine line) {
    isOld = line.isOld();
    strict.append(line.strict()).append("\r\n");
  }

  static boolean isSpokenIn(String firstLine) {
    return firstLine.contains(PATH_END)
        && TrackerRequestLine.of(firstLine).path().endsWith(PATH_END);
  }

  /**
   * Puts a head into the words of the standard.
   *
   * @param head with the empty line that ends it
   * @return empty if it is unintelligible
   */
  static Optional<Head> strict(String head) {
    var lines =
        Arrays.stream(head.split("\n", -1)).map(TrackerHeadNormalizer::withoutReturn).toList();
    var first = TrackerRequestLine.of(lines.getFirst());
    if (!first.isIntelligible() || lines.stream().anyMatch(TrackerHeadNormalizer::hasControls)) {
      return Optional.empty();
    }
    return new TrackerHeadNormalizer(first).translate(lines.subList(1, lines.size()));
  }

  private Optional<Head> translate(List<String> fields) {
    for (var field : fields) {
      var colon = field.indexOf(':');
      if (!field.isEmpty()
          && (colon < 0 || !translate(field.substring(0, colon), field.substring(colon + 1)))) {
        return Optional.empty();
      }
    }
    return Optional.of(end());
  }

  /** Old clients know nothing of {@code 100 Continue}, nor of chunks. */
  private boolean translate(String name, String valueWithBlanks) {
    var value = valueWithBlanks.strip();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "connection" -> hear(value);
      case "content-length" -> count(value) && add(name, value);
      case "expect" -> isOld || add(name, value);
      case "host" -> value.isEmpty() || nameHost(value);
      case "transfer-encoding" -> !isOld && add(name, value);
      default -> add(name, value);
    };
  }

  private boolean hear(String wishes) {
    for (var wish : wishes.split(",")) {
      closeAsked |= wish.strip().equalsIgnoreCase("close");
      keepAliveAsked |= wish.strip().equalsIgnoreCase("keep-alive");
    }
    return true;
  }

  private boolean count(String length) {
    var isNumber = LENGTH.matcher(length).matches();
    bodyLength = isNumber ? Long.parseLong(length) : 0;
    return isNumber;
  }

  private boolean nameHost(String value) {
    hostNamed = true;
    return add("Host", value);
  }

  /** Who speaks no whole HTTP/1.1 reads until the end of the stream, and waits for it. */
  private Head end() {
    var endsStream = isOld || !hostNamed;
    if (!hostNamed) {
      add("Host", "unknown");
    }
    if (closeAsked || endsStream && !keepAliveAsked) {
      add("Connection", "close");
    }
    return new Head(strict.append("\r\n").toString(), bodyLength);
  }

  private boolean add(String name, String value) {
    strict.append(name).append(": ").append(value).append("\r\n");
    return FIELD_NAME.matcher(name).matches();
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static boolean hasControls(String line) {
    return line.chars().anyMatch(c -> c < ' ' && c != '\t' || c == 0x7f);
  }
}
