package peyk.adapters.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import peyk.domain.operator.OperatorRole;

/** The API's description, for tests to hold the API against. */
record OpenApi(JsonNode document) {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  static OpenApi read() {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (var file = OpenApi.class.getResourceAsStream("openapi.yaml")) {
      return new OpenApi(
          new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(options)).load(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One method of one path. */
  record Operation(String method, String path, JsonNode description) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  List<Operation> operations() {
    return document.path("paths").properties().stream()
        .flatMap(path ->
            path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method ->
                    new Operation(
                        method.getKey().toUpperCase(Locale.ROOT),
                        path.getKey(),
                        method.getValue())))
        .toList();
  }

  /** Those of the operation itself and of its path. */
  List<JsonNode> parameters(Operation operation) {
    return Stream.of(
            operation.description().path("parameters"),
            document.path("paths").path(operation.path()).path("parameters"))
        .flatMap(JsonNode::valueStream)
        .map(this::resolve)
        .toList();
  }

  /** The role that a caller needs. */
  OperatorRole role(Operation operation) {
    var own = operation.description().path("security");
    var security = own.isMissingNode() ? document.path("security") : own;
    return OperatorRole.parse(security.at("/0/adminToken/0").asText()).orElseThrow();
  }

  /** What the reference refers to, if it is one. */
  JsonNode resolve(JsonNode node) {
    var reference = node.path("$ref");
    return reference.isMissingNode()
        ? node
        : document.at(reference.asText().replaceFirst("^#", ""));
  }

  List<String> references() {
    return document.findValuesAsText("$ref");
  }

  /** All that an answer has and the schema does not say, or the other way round. */
  List<String> faults(JsonNode schema, JsonNode value) {
    var faults = new ArrayList<String>();
    check(resolve(schema), value, "body", faults);
    return faults;
  }

  private void check(JsonNode schema, JsonNode value, String where, List<String> faults) {
    switch (schema.path("type").asText()) {
      case "object" -> checkObject(schema, value, where, faults);
      case "array" -> {
        expect(value.isArray(), where + " is no array", faults);
        for (int i = 0; i < value.size(); i++) {
          check(resolve(schema.path("items")), value.get(i), where + "[" + i + "]", faults);
        }
      }
      case "integer" -> {
        expect(value.isIntegralNumber(), where + " is no integer", faults);
        checkRange(schema, value, where, faults);
      }
      case "number" -> {
        expect(value.isNumber(), where + " is no number", faults);
        checkRange(schema, value, where, faults);
      }
      case "boolean" -> expect(value.isBoolean(), where + " is no boolean", faults);
      case "string" -> checkText(schema, value, where, faults);
      default -> faults.add(where + " has a schema without a type");
    }
  }

  private void checkObject(JsonNode schema, JsonNode value, String where, List<String> faults) {
    expect(value.isObject(), where + " is no object", faults);
    schema
        .path("required")
        .forEach(
            name -> expect(value.has(name.asText()), where + "." + name + " is missing", faults));
    for (var property : value.properties()) {
      var described = schema.path("properties").path(property.getKey());
      var name = where + "." + property.getKey();
      if (described.isMissingNode()) {
        expect(schema.path("additionalProperties").asBoolean(), name + " is not described", faults);
      } else {
        check(resolve(described), property.getValue(), name, faults);
      }
    }
  }

  private static void checkRange(
      JsonNode schema, JsonNode value, String where, List<String> faults) {
    expect(
        value.decimalValue().compareTo(schema.path("minimum").decimalValue()) >= 0
            || !schema.has("minimum"),
        where + " is too small",
        faults);
  }

  private static void checkText(
      JsonNode schema, JsonNode value, String where, List<String> faults) {
    expect(value.isTextual(), where + " is no text", faults);
    if (schema.has("pattern")) {
      var pattern = Pattern.compile(schema.path("pattern").asText());
      expect(pattern.matcher(value.asText()).find(), where + " has another pattern", faults);
    }
    if (schema.has("enum")) {
      expect(
          schema.path("enum").valueStream().anyMatch(value::equals),
          where + " is none of the words",
          faults);
    }
    if (schema.path("format").asText().equals("date-time")) {
      expect(value.asText().endsWith("Z"), where + " is not in UTC", faults);
    }
  }

  private static void expect(boolean isSo, String fault, List<String> faults) {
    if (!isSo) {
      faults.add(fault);
    }
  }
}
