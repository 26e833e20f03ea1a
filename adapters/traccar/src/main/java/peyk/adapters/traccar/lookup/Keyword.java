package peyk.adapters.traccar.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import peyk.adapters.traccar.rest.Text;

/**
 * A text that Traccar can be asked for by {@code keyword}, which is a case-insensitive "contains"
 * on several fields.
 */
record Keyword(String text) {
  /** Shorter ones would find half the users. */
  private static final int SHORTEST = 3;

  /**
   * Wildcards and escapes of SQL's LIKE, and letters whose case not every database knows, cannot be
   * asked for.
   */
  private static final String NOT_LITERAL = "[%_\\\\]|[^!-~]";

  /** The longest part of a text that stands for itself; empty if that is too short. */
  static Optional<Keyword> within(String text) {
    return Arrays.stream(text.split(NOT_LITERAL))
        .max(Comparator.comparingInt(String::length))
        .filter(part -> part.length() >= SHORTEST)
        .map(Keyword::new);
  }

  /** Whether a row may have been found by it. */
  boolean isIn(JsonNode row) {
    var wanted = Text.lowerCase(text);
    return row.properties().stream()
        .map(field -> field.getValue())
        .anyMatch(value -> value.isTextual() && Text.lowerCase(value.textValue()).contains(wanted));
  }
}
