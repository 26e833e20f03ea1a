package peyk.adapters.postgres.device;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import peyk.adapters.postgres.base.Columns;
import peyk.domain.device.DevicePatch;

/**
 * A patch as JSON: {@code {"set": {"spn": "MCI", "dm": 3, "assignee": {"long": 7}}, "drop":
 * ["simcard"]}}. Text, booleans and integers stand for themselves; other numbers say what they are,
 * so that they come back as what they were.
 */
final class PatchJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private PatchJson() {}

  static String write(DevicePatch patch) {
    var set = new LinkedHashMap<String, Object>();
    patch.set().forEach((attribute, value) -> set.put(Columns.text(attribute), wrap(value)));
    var drop = patch.drop().stream().map(Columns::text).toList();
    try {
      return MAPPER.writeValueAsString(Map.of("set", set, "drop", drop));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a patch holds text and numbers", e);
    }
  }

  private static Object wrap(Object value) {
    return switch (value) {
      case String text -> Columns.text(text);
      case Integer number -> number;
      case Boolean bool -> bool;
      case Long number -> Map.of("long", number);
      case Double number -> Map.of("double", number.toString());
      case Float number -> Map.of("double", number.toString());
      case BigInteger number -> Map.of("integer", number.toString());
      case BigDecimal number -> Map.of("decimal", number.toString());
      default -> throw new IllegalArgumentException("a patch holds text and numbers");
    };
  }

  static DevicePatch read(String json) {
    try {
      var patch = MAPPER.readTree(json);
      var set = new LinkedHashMap<String, Object>();
      patch
          .required("set")
          .properties()
          .forEach(entry -> set.put(entry.getKey(), unwrap(entry.getValue())));
      var drop = new ArrayList<String>();
      patch.required("drop").forEach(attribute -> drop.add(attribute.textValue()));
      return new DevicePatch(set, drop);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored patch is JSON", e);
    }
  }

  private static Object unwrap(JsonNode value) {
    if (value.isTextual()) {
      return value.textValue();
    }
    if (value.isInt()) {
      return value.intValue();
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    var wrapped = value.properties().iterator().next();
    return switch (wrapped.getKey()) {
      case "long" -> wrapped.getValue().longValue();
      case "double" -> Double.valueOf(wrapped.getValue().textValue());
      case "integer" -> new BigInteger(wrapped.getValue().textValue());
      case "decimal" -> new BigDecimal(wrapped.getValue().textValue());
      default -> throw new IllegalStateException("a stored patch holds text and numbers");
    };
  }
}
