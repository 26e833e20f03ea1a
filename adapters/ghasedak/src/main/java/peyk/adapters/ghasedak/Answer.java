package peyk.adapters.ghasedak;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.stream.Stream;

/**
 * An answer of Ghasedak's. Its names are spelt in camelCase or PascalCase, depending on where one
 * looks: they are matched whatever their case.
 *
 * @param status of HTTP
 * @param body as it came; missing if it was no JSON
 */
record Answer(int status, JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  static Answer of(int status, byte[] body) {
    return new Answer(status, parse(body));
  }

  /** Whether it is Ghasedak that speaks, and not some proxy in front of it. */
  boolean isEnvelope() {
    return !field(body, "isSuccess").isMissingNode() || !field(body, "statusCode").isMissingNode();
  }

  /** Whether HTTP's status is one of success. */
  boolean isOk() {
    return status / 100 == 2;
  }

  boolean isSuccess() {
    return isOk() && field(body, "isSuccess").asBoolean();
  }

  boolean isServerError() {
    return status >= 500 || code() >= 500;
  }

  /** Ghasedak's own code where it tells more than HTTP's status. */
  int code() {
    int code = field(body, "statusCode").asInt(OK);
    return code == OK ? status : code;
  }

  /** What the answer is about; missing if it says nothing. */
  JsonNode data() {
    return field(body, "data");
  }

  /** What the answer is about: {@code data.items}, or {@code data} itself if that is a list. */
  Stream<JsonNode> items() {
    var data = data();
    return (data.isArray() ? data : field(data, "items")).valueStream();
  }

  /** A field of an object, by its name in whatever case; missing if there is none. */
  static JsonNode field(JsonNode object, String name) {
    return object
        .propertyStream()
        .filter(property -> property.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(MissingNode::getInstance);
  }

  private static JsonNode parse(byte[] body) {
    try {
      return JSON.readTree(body);
    } catch (JacksonException e) {
      return MissingNode.getInstance();
    } catch (IOException e) {
      throw new UncheckedIOException("reading from memory cannot fail", e);
    }
  }
}
