package peyk.domain.text;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;

/** Dates in Traccar attributes: local time of a configured zone, in ASCII digits. */
public record LocalDates(ZoneId zone) {
  private static final DateTimeFormatter MONTH_FIRST =
      DateTimeFormatter.ofPattern("MM/dd/uuuu HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter YEAR_FIRST =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

  /** {@code MM/dd/yyyy HH:mm:ss}, as in {@code registrationDate}. */
  public String monthFirst(Instant instant) {
    return MONTH_FIRST.format(instant.atZone(zone));
  }

  /** {@code yyyy-MM-dd HH:mm:ss}, as in {@code balance_ts}. */
  public String yearFirst(Instant instant) {
    return YEAR_FIRST.format(instant.atZone(zone));
  }

  /** Reads the form of {@link #yearFirst}. */
  public Optional<Instant> readYearFirst(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, YEAR_FIRST).atZone(zone).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether less than this age has passed since a time that was written by {@link #yearFirst};
   * false if it is absent or unreadable.
   */
  public boolean isYoungerThan(Duration age, Optional<String> written, Instant now) {
    return written
        .flatMap(this::readYearFirst)
        .filter(time -> now.isBefore(time.plus(age)))
        .isPresent();
  }
}
