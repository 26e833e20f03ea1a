package peyk.adapters.traccar.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON that is written as it was read, numbers included. */
public final class LosslessJson {
  public static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private LosslessJson() {}

  public static String write(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("value cannot be written as JSON", e);
    }
  }

  /** The id that every object of Traccar has. */
  public static long id(JsonNode object) {
    var id = object.path("id");
    if (!id.canConvertToLong()) {
      throw ApiResponse.unreadable();
    }
    return id.longValue();
  }

  /** A field as text; empty text if it is missing or not a single value. */
  public static String text(JsonNode object, String field) {
    var value = object.path(field);
    return value.isValueNode() && !value.isNull() ? value.asText() : "";
  }

  public static JsonNode tree(@Nullable Object value) {
    return MAPPER.valueToTree(value);
  }

  /** The fields of an object as the domain knows them, in order. */
  public static Map<String, @Nullable Object> values(JsonNode object) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    object.properties().forEach(field -> values.put(field.getKey(), value(field.getValue())));
    return values;
  }

  /** The elements of a list as the domain knows them, in order. */
  public static List<@Nullable Object> list(JsonNode array) {
    var list = new ArrayList<@Nullable Object>();
    array.forEach(element -> list.add(value(element)));
    return list;
  }

  /** Text, number, boolean, list, map or null. */
  public static @Nullable Object value(JsonNode node) {
    return switch (node.getNodeType()) {
      case OBJECT -> values(node);
      case ARRAY -> list(node);
      case NUMBER -> number(node);
      case BOOLEAN -> node.booleanValue();
      case NULL, MISSING -> null;
      case STRING, BINARY, POJO -> node.asText();
    };
  }

  /** Fractions as doubles where that loses nothing. */
  private static Number number(JsonNode node) {
    if (node.isIntegralNumber()) {
      return node.numberValue();
    }
    var exact = node.decimalValue();
    var rounded = exact.doubleValue();
    return Double.isFinite(rounded)
            && new BigDecimal(Double.toString(rounded)).compareTo(exact) == 0
        ? (Number) rounded
        : exact;
  }
}
