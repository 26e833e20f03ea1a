package peyk.adapters.traccar.rest;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The time at which a server says that it answered, in whole seconds (RFC 9110, Date). */
public final class ServerDate {
  private ServerDate() {}

  /** Empty if the server does not tell, or not so that it can be read. */
  public static Optional<Instant> of(HttpHeaders headers) {
    return headers.firstValue("Date").flatMap(ServerDate::parse);
  }

  private static Optional<Instant> parse(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
