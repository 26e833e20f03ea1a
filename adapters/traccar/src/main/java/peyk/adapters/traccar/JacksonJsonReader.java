package peyk.adapters.traccar;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.domain.tracker.JsonReader;

/** Reads JSON of any origin. Of repeated keys the last counts. */
public final class JacksonJsonReader implements JsonReader {
  /** A tracker's answers are two levels deep. */
  private static final int DEEPEST = 50;

  private final JsonMapper mapper =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  @Override
  public Optional<Map<String, @Nullable Object>> readObject(String text) {
    return read(text).filter(JsonNode::isObject).map(LosslessJson::values);
  }

  @Override
  public Optional<List<@Nullable Object>> readList(String text) {
    return read(text).filter(JsonNode::isArray).map(LosslessJson::list);
  }

  private Optional<JsonNode> read(String text) {
    try {
      return Optional.of(mapper.readTree(text));
    } catch (JsonProcessingException | NumberFormatException e) { // of an endless exponent
      return Optional.empty();
    }
  }
}
