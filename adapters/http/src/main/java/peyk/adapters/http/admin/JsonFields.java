package peyk.adapters.http.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object in a request. An unknown field is refused.
 *
 * @param path of the object in the body; empty for the body itself
 * @param known all fields that it may have
 */
public record JsonFields(String path, JsonNode object, List<String> known) {
  private static final int DEEPEST = 20;
  private static final int LONGEST_NAME = 40;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final Problem NO_OBJECT =
      Problem.of(ProblemType.INVALID_JSON, "The body must be a JSON object, with no key twice.");

  public JsonFields {
    for (var name : (Iterable<String>) object::fieldNames) {
      if (!known.contains(name)) {
        throw ProblemException.field(
            join(path, shortened(name)),
            known.isEmpty() ? "is unknown." : "is unknown; known are " + known + ".");
      }
    }
  }

  /**
   * @throws ProblemException if the text is not a JSON object
   */
  public static JsonFields read(String json, String... known) {
    try {
      var object = MAPPER.readTree(json);
      if (object.isObject()) {
        return new JsonFields("", object, List.of(known));
      }
    } catch (JsonProcessingException | NumberFormatException e) { // of an endless exponent
      // it is no JSON either
    }
    throw NO_OBJECT.exception();
  }

  public Optional<JsonField> find(String name) {
    return Optional.ofNullable(object.get(name))
        .map(value -> new JsonField(join(path, name), value));
  }

  public JsonField need(String name) {
    return find(name).orElseThrow(() -> ProblemException.field(join(path, name), "is missing."));
  }

  /** The whole object, for a rule about several of its fields. */
  public JsonField whole(String name) {
    return new JsonField(name, object);
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
  }
}
