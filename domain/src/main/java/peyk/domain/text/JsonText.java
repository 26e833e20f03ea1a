package peyk.domain.text;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in two forms: Traccar's compact form, whose length Traccar limits, and that of
 * Python's {@code json.dumps}, which trackers have always got.
 */
public enum JsonText {
  /** Without blanks or escapes of letters, as Traccar stores attributes. */
  COMPACT(""),
  /**
   * Python's default form: a blank after each colon and comma, and {@code \}{@code uXXXX} in lower
   * case for non-ASCII letters and delete.
   */
  LIKE_PYTHON(" ");

  private final String blank;

  JsonText(String blank) {
    this.blank = blank;
  }

  public String write(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> object ->
          object.entrySet().stream()
              .map(entry -> quoted(entry.getKey()) + ":" + blank + write(entry.getValue()))
              .collect(Collectors.joining("," + blank, "{", "}"));
      case Iterable<?> array ->
          StreamSupport.stream(array.spliterator(), false)
              .map(this::write)
              .collect(Collectors.joining("," + blank, "[", "]"));
      case Number number -> number.toString();
      case Boolean bool -> bool.toString();
      default -> quoted(value);
    };
  }

  private String quoted(@Nullable Object text) {
    return String.valueOf(text)
        .chars()
        .mapToObj(c -> escaped((char) c))
        .collect(Collectors.joining("", "\"", "\""));
  }

  private String escaped(char c) {
    return switch (c) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      case '\b' -> "\\b";
      case '\f' -> "\\f";
      default ->
          c < ' ' || this == LIKE_PYTHON && c > '~'
              ? String.format("\\u%04x", (int) c)
              : String.valueOf(c);
    };
  }
}
