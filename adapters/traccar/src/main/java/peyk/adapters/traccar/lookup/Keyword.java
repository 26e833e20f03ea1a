package peyk.adapters.traccar.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** A search term for Traccar's {@code keyword}: a case-insensitive "contains" on several fields. */
record Keyword(String text) {
  /** Shorter ones would find half the users. */
  private static final int SHORTEST = 3;

  /**
   * Not searched for: wildcards and escapes of SQL's LIKE, and letters whose case not every
   * database knows.
   */
  private static final String NOT_LITERAL = "[%_\\\\]|[^!-~]";

  /** The longest literal part of a text; empty if that is too short. */
  static Optional<Keyword> within(String text) {
    return Arrays.stream(text.split(NOT_LITERAL))
        .max(Comparator.comparingInt(String::length))
        .filter(part -> part.length() >= SHORTEST)
        .map(Keyword::new);
  }

  /** Whether a row may be a result. */
  boolean isIn(JsonNode row) {
    return row.valueStream()
        .filter(JsonNode::isTextual)
        .anyMatch(value -> lowerCase(value.textValue()).contains(lowerCase(text)));
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
