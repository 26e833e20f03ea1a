package peyk.adapters.traccar.rest;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads the headers that matter of Traccar's responses.
 *
 * @param version of HTTP that the server speaks
 * @param lines as they arrived
 */
record ResponseHeaders(String version, List<String> lines) {
  /** The name of the session cookie, as it stands before its value. */
  static final String SESSION = "JSESSIONID=";

  private static final int MOST = 200;
  private static final Pattern LENGTH = Pattern.compile("\\d{1,18}");

  static ResponseHeaders read(String version, Connection connection) throws IOException {
    var lines = new ArrayList<String>();
    for (var line = connection.readLine(); !line.isEmpty(); line = connection.readLine()) {
      if (lines.size() == MOST || line.indexOf('\r') >= 0) {
        throw new IOException("the headers cannot be read");
      }
      lines.add(line);
    }
    return new ResponseHeaders(version, lines);
  }

  private Stream<String> all(String name) {
    var colon = name.length();
    return lines.stream()
        .filter(line -> line.length() > colon && line.charAt(colon) == ':')
        .filter(line -> line.regionMatches(true, 0, name, 0, colon))
        .map(line -> line.substring(colon + 1).strip());
  }

  Optional<String> sessionCookie() {
    return all("Set-Cookie")
        .filter(cookie -> cookie.startsWith(SESSION))
        .map(cookie -> cookie.substring(SESSION.length()).split(";", 2)[0].strip())
        .filter(value -> !value.isEmpty())
        .reduce((_, last) -> last);
  }

  /** The server's clock in whole seconds (RFC 9110, Date); empty if missing or unreadable. */
  Optional<Instant> date() {
    try {
      return all("Date")
          .findFirst()
          .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
          .map(Instant::from);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  boolean isChunked() {
    return has("Transfer-Encoding", "chunked");
  }

  /**
   * The length of the body in bytes; empty if it is not said.
   *
   * @throws IOException if it cannot be read, or several differ
   */
  OptionalLong length() throws IOException {
    var lengths =
        all("Content-Length")
            .flatMap(text -> Stream.of(text.split(",", -1)))
            .map(String::strip)
            .distinct()
            .toList();
    if (lengths.isEmpty()) {
      return OptionalLong.empty();
    }
    if (lengths.size() > 1 || !LENGTH.matcher(lengths.getFirst()).matches()) {
      throw new IOException("the length of the answer cannot be read");
    }
    return OptionalLong.of(Long.parseLong(lengths.getFirst()));
  }

  /** Whether another request may follow on the same connection. */
  boolean keepsConnection() {
    return version.equals("HTTP/1.1") && !has("Connection", "close");
  }

  private boolean has(String name, String option) {
    return all(name).anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(option));
  }
}
