package peyk.adapters.http.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import peyk.domain.text.JsonText;

/** A JSON object that is built field by field and written in that order. */
public final class JsonObject {
  private static final Pattern LONE_SURROGATE = Pattern.compile("\\p{Cs}");

  private final Map<String, Object> fields = new LinkedHashMap<>();

  public static JsonObject of(String name, Object value) {
    return new JsonObject().with(name, value);
  }

  public JsonObject with(String name, Object value) {
    fields.put(name, plain(value));
    return this;
  }

  /** Leaves the field out if it is empty. */
  public JsonObject with(String name, Optional<?> value) {
    value.ifPresent(present -> with(name, present));
    return this;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case JsonObject object -> object.fields;
      case List<?> list -> list.stream().map(JsonObject::plain).toList();
      default -> value;
    };
  }

  /** Half a surrogate pair, which UTF-8 has no bytes for, is escaped. */
  public String json() {
    return LONE_SURROGATE
        .matcher(JsonText.COMPACT.write(fields))
        .replaceAll(half -> "\\\\u" + Integer.toHexString(half.group().charAt(0)));
  }
}
