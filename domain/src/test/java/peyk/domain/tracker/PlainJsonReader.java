package peyk.domain.tracker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads JSON for tests. */
public final class PlainJsonReader implements JsonReader {
  private static final TypeReference<Map<String, @Nullable Object>> OBJECT =
      new TypeReference<>() {};
  private static final TypeReference<List<@Nullable Object>> LIST = new TypeReference<>() {};

  private final ObjectMapper mapper =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  @Override
  public Optional<List<@Nullable Object>> readList(String text) {
    try {
      return Optional.of(mapper.readTree(text))
          .filter(JsonNode::isArray)
          .map(list -> mapper.convertValue(list, LIST));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  @Override
  public Optional<Map<String, @Nullable Object>> readObject(String text) {
    try {
      return Optional.of(mapper.readTree(text))
          .filter(JsonNode::isObject)
          .map(object -> mapper.convertValue(object, OBJECT));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
