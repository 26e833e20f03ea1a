package peyk.adapters.traccar.rest;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads the headers that matter of Traccar's responses. */
final class ResponseHeaders {
  /** The name of the session cookie, as it stands before its value. */
  static final String SESSION = "JSESSIONID=";

  private ResponseHeaders() {}

  static Optional<String> sessionCookie(HttpHeaders headers) {
    return headers.allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(SESSION))
        .map(cookie -> cookie.substring(SESSION.length()).split(";", 2)[0].strip())
        .filter(value -> !value.isEmpty())
        .reduce((_, last) -> last);
  }

  /** The server's clock in whole seconds (RFC 9110, Date); empty if missing or unreadable. */
  static Optional<Instant> date(HttpHeaders headers) {
    try {
      return headers
          .firstValue("Date")
          .map(DateTimeFormatter.RFC_1123_DATE_TIME::parse)
          .map(Instant::from);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
