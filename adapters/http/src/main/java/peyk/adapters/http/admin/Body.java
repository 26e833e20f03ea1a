package peyk.adapters.http.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import peyk.domain.text.JsonText;

/** A JSON object of an answer, in the order in which it is written; what is empty is left out. */
final class Body {
  private final Map<String, Object> fields = new LinkedHashMap<>();

  private Body() {}

  static Body empty() {
    return new Body();
  }

  static Body of(String name, Object value) {
    return new Body().with(name, value);
  }

  Body with(String name, Object value) {
    fields.put(name, plain(value));
    return this;
  }

  Body with(String name, Optional<?> value) {
    value.ifPresent(present -> with(name, present));
    return this;
  }

  private static Object plain(Object value) {
    return switch (value) {
      case Body body -> body.fields;
      case List<?> list -> list.stream().map(Body::plain).toList();
      default -> value;
    };
  }

  String json() {
    return JsonText.compact(fields);
  }
}
