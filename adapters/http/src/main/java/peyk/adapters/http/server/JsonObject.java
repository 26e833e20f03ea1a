package peyk.adapters.http.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.text.JsonText;

/** A JSON object of an answer, in the order in which it is written; what is empty is left out. */
public final class JsonObject {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private JsonObject() {}

  public static JsonObject empty() {
    return new JsonObject();
  }

  public static JsonObject of(String name, Object value) {
    return new JsonObject().with(name, value);
  }

  public JsonObject with(String name, Object value) {
    fields.put(name, plain(value));
    return this;
  }

  public JsonObject with(String name, Optional<?> value) {
    value.ifPresent(present -> with(name, present));
    return this;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case JsonObject body -> body.fields;
      case List<?> list -> list.stream().map(JsonObject::plain).toList();
      default -> value;
    };
  }

  public String json() {
    return JsonText.compact(fields);
  }
}
