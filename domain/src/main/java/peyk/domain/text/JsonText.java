package peyk.domain.text;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON in two forms: Traccar's compact form, whose length Traccar limits, and that of
 * Python's {@code json.dumps}, which trackers have always got.
 */
public final class JsonText {
  private final String afterComma;
  private final String afterColon;
  private final boolean asciiOnly;
  private final StringBuilder json = new StringBuilder();

  private JsonText(String afterComma, String afterColon, boolean asciiOnly) {
    this.afterComma = afterComma;
    this.afterColon = afterColon;
    this.asciiOnly = asciiOnly;
  }

  /** Without blanks or escapes of letters, as Traccar stores attributes. */
  public static String compact(@Nullable Object value) {
    return new JsonText("", "", false).write(value).json.toString();
  }

  /**
   * Python's default form: a blank after each colon and comma, and {@code \}{@code uXXXX} in lower
   * case for non-ASCII letters and delete.
   */
  public static String likePython(@Nullable Object value) {
    return new JsonText(" ", " ", true).write(value).json.toString();
  }

  private JsonText write(@Nullable Object value) {
    switch (value) {
      case null -> json.append("null");
      case Map<?, ?> object -> writeObject(object);
      case Iterable<?> array -> writeArray(array);
      case Number number -> json.append(number);
      case Boolean bool -> json.append(bool);
      default -> writeText(value.toString());
    }
    return this;
  }

  private void writeObject(Map<?, ?> object) {
    json.append('{');
    var separator = "";
    for (var entry : object.entrySet()) {
      json.append(separator);
      writeText(String.valueOf(entry.getKey()));
      json.append(':').append(afterColon);
      write(entry.getValue());
      separator = "," + afterComma;
    }
    json.append('}');
  }

  private void writeArray(Iterable<?> array) {
    json.append('[');
    var separator = "";
    for (var element : array) {
      json.append(separator);
      write(element);
      separator = "," + afterComma;
    }
    json.append(']');
  }

  private void writeText(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      writeCharacter(text.charAt(i));
    }
    json.append('"');
  }

  private void writeCharacter(char c) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      case '\b' -> json.append("\\b");
      case '\f' -> json.append("\\f");
      default -> {
        if (c < ' ' || asciiOnly && c > '~') {
          json.append(String.format("\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
    }
  }
}
