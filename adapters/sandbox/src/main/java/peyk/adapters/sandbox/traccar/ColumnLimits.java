package peyk.adapters.sandbox.traccar;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import peyk.adapters.sandbox.Json;

/** The limits of Traccar's database columns. */
final class ColumnLimits {
  private static final int LONGEST_ATTRIBUTES = 4000;
  private static final int LONGEST_TEXT = 128;

  private ColumnLimits() {}

  static boolean fits(Map<String, @Nullable Object> attributes) {
    return attributes.isEmpty() || Json.text(attributes).length() <= LONGEST_ATTRIBUTES;
  }

  static void check(Map<String, @Nullable Object> attributes) {
    if (!fits(attributes)) {
      throw TraccarFailure.valueTooLong("ATTRIBUTES", Json.text(attributes).length());
    }
  }

  static String required(String column, @Nullable String text) {
    if (text == null) {
      throw TraccarFailure.nullNotAllowed(column);
    }
    if (text.length() > LONGEST_TEXT) {
      throw TraccarFailure.valueTooLong(column, text.length());
    }
    return text;
  }
}
