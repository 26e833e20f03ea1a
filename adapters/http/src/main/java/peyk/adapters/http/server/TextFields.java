package peyk.adapters.http.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of a JSON object as text. A number counts as its digits. A list, an object, a boolean
 * or null counts as missing. Of repeated keys the last counts.
 */
public final class TextFields {
  /** The length of the whole body is limited, so numbers and names need no limit of their own. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private final Map<String, String> fields;

  private TextFields(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Empty if the text is not exactly one JSON object in UTF-8. */
  public static Optional<TextFields> parse(byte[] json) {
    try (var parser = JSON.createParser(decode(json))) {
      return readObject(parser).map(TextFields::new);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** The field's text, which may be empty. */
  public Optional<String> text(String field) {
    return Optional.ofNullable(fields.get(field));
  }

  /** The field's text, unless it is empty. */
  public Optional<String> filled(String field) {
    return text(field).filter(text -> !text.isEmpty());
  }

  /** Strictly UTF-8, on which the JSON parser does not insist. A byte order mark is skipped. */
  public static String decode(byte[] json) throws CharacterCodingException {
    var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Optional<Map<String, String>> readObject(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.START_OBJECT) {
      return Optional.empty();
    }
    var fields = new HashMap<String, String>();
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (parser.nextToken() == JsonToken.VALUE_STRING || parser.currentToken().isNumeric()) {
        fields.put(name, parser.getText());
      } else {
        parser.skipChildren();
        fields.remove(name);
      }
    }
    return parser.nextToken() == null ? Optional.of(fields) : Optional.empty();
  }
}
