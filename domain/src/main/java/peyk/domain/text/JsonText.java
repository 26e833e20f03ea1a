package peyk.domain.text;

import java.util.Map;
import java.util.function.Consumer;
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
    var json = new StringBuilder();
    write(value, json);
    return json.toString();
  }

  private void write(@Nullable Object value, StringBuilder json) {
    switch (value) {
      case Map<?, ?> object -> {
        json.append('{');
        writeEach(object.entrySet(), entry -> writeField(entry, json), json);
        json.append('}');
      }
      case Iterable<?> array -> {
        json.append('[');
        writeEach(array, one -> write(one, json), json);
        json.append(']');
      }
      case Number number -> json.append(number);
      case Boolean bool -> json.append(bool);
      case null -> json.append("null");
      default -> writeText(value, json);
    }
  }

  private <T extends @Nullable Object> void writeEach(
      Iterable<T> values, Consumer<T> write, StringBuilder json) {
    var first = true;
    for (var value : values) {
      if (!first) {
        json.append(',').append(blank);
      }
      first = false;
      write.accept(value);
    }
  }

  private void writeField(Map.Entry<?, ?> field, StringBuilder json) {
    writeText(field.getKey(), json);
    json.append(':').append(blank);
    write(field.getValue(), json);
  }

  private void writeText(@Nullable Object value, StringBuilder json) {
    var text = String.valueOf(value);
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      writeCharacter(text.charAt(i), json);
    }
    json.append('"');
  }

  private void writeCharacter(char c, StringBuilder json) {
    switch (c) {
      case '"' -> json.append("\\\"");
      case '\\' -> json.append("\\\\");
      case '\n' -> json.append("\\n");
      case '\r' -> json.append("\\r");
      case '\t' -> json.append("\\t");
      case '\b' -> json.append("\\b");
      case '\f' -> json.append("\\f");
      default -> {
        if (c < ' ' || this == LIKE_PYTHON && c > '~') {
          json.append(String.format("\\u%04x", (int) c));
        } else {
          json.append(c);
        }
      }
    }
  }
}
