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
 * An answer to a call. Ghasedak writes field names in camelCase or PascalCase, so they are matched
 * without regard to case.
 *
 * @param status of HTTP
 * @param body missing if it is not JSON
 */
record GhasedakAnswer(int status, JsonNode body) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int OK = 200;

  static GhasedakAnswer of(int status, byte[] body) {
    return new GhasedakAnswer(status, parse(body));
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

  /** Whether Ghasedak itself wrote the body, and not a proxy in front of it. */
  boolean isFromGhasedak() {
    return !field(body, "isSuccess").isMissingNode() || !field(body, "statusCode").isMissingNode();
  }

  boolean hasSuccessStatus() {
    return status / 100 == 2;
  }

  boolean isSuccess() {
    return hasSuccessStatus() && field(body, "isSuccess").asBoolean();
  }

  boolean isServerError() {
    return status >= 500 || code() >= 500;
  }

  /** Ghasedak's own code if it says more than the status of HTTP. */
  int code() {
    int code = field(body, "statusCode").asInt(OK);
    return code == OK ? status : code;
  }

  JsonNode data() {
    return field(body, "data");
  }

  /** The elements of {@code data}, or of {@code data.items}. */
  Stream<JsonNode> items() {
    var data = data();
    return (data.isArray() ? data : field(data, "items")).valueStream();
  }

  /** A field of an object; missing if there is none. */
  static JsonNode field(JsonNode object, String name) {
    var exact = object.get(name);
    return exact != null ? exact : inAnyCase(object, name);
  }

  private static JsonNode inAnyCase(JsonNode object, String name) {
    return object
        .propertyStream()
        .filter(property -> property.getKey().equalsIgnoreCase(name))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElseGet(MissingNode::getInstance);
  }
}
