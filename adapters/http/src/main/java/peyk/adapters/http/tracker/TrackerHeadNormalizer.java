package peyk.adapters.http.tracker;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Turns the request heads that trackers send into HTTP/1.1 (RFC 9112). Modem firmware may speak
 * HTTP/1.0, omit the host, end lines with a bare line feed and escape nothing. The paths of
 * trackers end in {@code .php}.
 *
 * <p>Texts have a character for each byte.
 */
final class TrackerHeadNormalizer {
  /**
   * A head in the standard's form.
   *
   * @param bodyLength as the tracker says; 0 if it does not
   */
  record Head(String text, long bodyLength) {}

  private static final String PATH_END = ".php";
  private static final Pattern FIELD_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  private final boolean isOld;
  private final StringBuilder normalized = new StringBuilder();
  private boolean hostNamed;
  private boolean closeAsked;
  private boolean keepAliveAsked;
  private long bodyLength;

  private TrackerHeadNormalizer(TrackerRequestLine line) {
    isOld = line.isOld();
    normalized.append(line.normalized()).append("\r\n");
  }

  static boolean isTrackerRequest(String firstLine) {
    return firstLine.contains(PATH_END)
        && TrackerRequestLine.of(firstLine).path().endsWith(PATH_END);
  }

  /**
   * Turns a head into the standard's form.
   *
   * @param head with the empty line that ends it
   * @return empty if it cannot be understood
   */
  static Optional<Head> normalize(String head) {
    var lines =
        Arrays.stream(head.split("\n", -1)).map(TrackerHeadNormalizer::withoutReturn).toList();
    var first = TrackerRequestLine.of(lines.getFirst());
    if (!first.isIntelligible() || lines.stream().anyMatch(TrackerHeadNormalizer::hasControls)) {
      return Optional.empty();
    }
    return new TrackerHeadNormalizer(first).addFields(lines.subList(1, lines.size()));
  }

  /** A line without a colon is no field, and is overlooked. */
  private Optional<Head> addFields(List<String> lines) {
    for (var line : lines) {
      var colon = line.indexOf(':');
      if (colon >= 0 && !addField(line.substring(0, colon), line.substring(colon + 1))) {
        return Optional.empty();
      }
    }
    return Optional.of(end());
  }

  /** HTTP/1.0 has neither {@code 100 Continue} nor chunks. */
  private boolean addField(String name, String valueWithBlanks) {
    var value = valueWithBlanks.strip();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "connection" -> readConnection(value);
      case "content-length" -> count(value) && add(name, value);
      case "expect" -> isOld || add(name, value);
      case "host" -> value.isEmpty() || nameHost(value);
      case "transfer-encoding" -> !isOld && add(name, value);
      default -> add(name, value);
    };
  }

  private boolean readConnection(String options) {
    for (var option : options.split(",")) {
      closeAsked |= option.strip().equalsIgnoreCase("close");
      keepAliveAsked |= option.strip().equalsIgnoreCase("keep-alive");
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

  /** A client of HTTP/1.0, or without a host, reads until the end of the stream. */
  private Head end() {
    var endsStream = isOld || !hostNamed;
    if (!hostNamed) {
      add("Host", "unknown");
    }
    if (closeAsked || endsStream && !keepAliveAsked) {
      add("Connection", "close");
    }
    return new Head(normalized.append("\r\n").toString(), bodyLength);
  }

  private boolean add(String name, String value) {
    normalized.append(name).append(": ").append(value).append("\r\n");
    return FIELD_NAME.matcher(name).matches();
  }

  private static String withoutReturn(String line) {
    return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
  }

  private static boolean hasControls(String line) {
    for (int i = 0; i < line.length(); i++) {
      var c = line.charAt(i);
      if (c < ' ' && c != '\t' || c == 0x7f) {
        return true;
      }
    }
    return false;
  }
}
