package peyk.adapters.http.server;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.media.ReadableEntity;
import io.helidon.webserver.CloseConnectionException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of a JSON object that apps and trackers send, each as text: a number counts as its
 * digits, a list, an object, a boolean or null as missing, and of repeated keys the last counts.
 */
public final class TextFields {
  private static final Set<String> KNOWN =
      Set.of(
          "client_secret",
          "phone",
          "sms_message",
          "user",
          "imei",
          "dp",
          "from", // apps
          "data",
          "sr",
          "d",
          "fw",
          "rev"); // trackers

  /** A body's length is limited before it is parsed, so what is in it needs no limits but depth. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(Integer.MAX_VALUE)
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

  /**
   * @throws InvalidRequestException if the body is too long or is not one JSON object
   */
  public static TextFields read(ReadableEntity entity, int limit) {
    var bytes = readBytes(entity, limit + 1);
    if (bytes.length > limit) {
      throw new InvalidRequestException(ErrorEnvelopes.TOO_LARGE);
    }
    return parse(bytes);
  }

  /**
   * Leaves the stream open: to close it would wait for more. Helidon throws whatever comes to pass
   * where a body is cut short or its chunks are none, and then nobody knows where it ends.
   */
  public static byte[] readBytes(ReadableEntity entity, int atMost) {
    try {
      return entity.inputStream().readNBytes(atMost);
    } catch (CloseConnectionException | RequestException e) {
      throw e;
    } catch (RuntimeException | IOException e) {
      throw new InvalidRequestException(
          ErrorEnvelopes.INVALID_JSON.with(HeaderValues.CONNECTION_CLOSE));
    }
  }

  public static TextFields parse(byte[] json) {
    try (var parser = JSON.createParser(decode(json))) {
      return new TextFields(readObject(parser));
    } catch (IOException e) {
      throw new InvalidRequestException(ErrorEnvelopes.INVALID_JSON);
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

  /**
   * Strictly UTF-8, which the JSON parser alone would not insist on; a byte order mark may lead.
   */
  private static char[] decode(byte[] json) throws CharacterCodingException {
    var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(json));
    if (text.hasRemaining() && text.charAt(0) == '\uFEFF') {
      text.get();
    }
    var characters = new char[text.remaining()];
    text.get(characters);
    return characters;
  }

  private static Map<String, String> readObject(JsonParser parser) throws IOException {
    var fields = new HashMap<String, String>();
    expect(parser.nextToken() == JsonToken.START_OBJECT);
    for (var name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      readField(parser, name, fields);
    }
    expect(parser.currentToken() == JsonToken.END_OBJECT);
    expect(parser.nextToken() == null);
    return fields;
  }

  private static void readField(JsonParser parser, String name, Map<String, String> fields)
      throws IOException {
    var value = parser.nextToken();
    if (!KNOWN.contains(name)) {
      parser.skipChildren();
      return;
    }
    switch (value) {
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> fields.put(name, parser.getText());
      default -> {
        parser.skipChildren();
        fields.remove(name);
      }
    }
  }

  private static void expect(boolean isSo) {
    if (!isSo) {
      throw new InvalidRequestException(ErrorEnvelopes.INVALID_JSON);
    }
  }
}
