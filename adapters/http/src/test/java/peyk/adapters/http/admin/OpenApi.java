package peyk.adapters.http.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import peyk.adapters.http.JsonSchemas;
import peyk.domain.operator.OperatorRole;
import peyk.domain.text.Worded;

/** The API's description, for tests to hold the API against. */
record OpenApi(JsonNode document) {
  private static final List<String> METHODS = List.of("get", "post", "put", "delete");

  static OpenApi read() {
    return new OpenApi(JsonSchemas.read(OpenApi.class, "openapi.yaml"));
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
    return Worded.find(OperatorRole.values(), security.at("/0/adminToken/0").asText())
        .orElseThrow();
  }

  /** The target of a reference, or the node itself. */
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
    return new JsonSchemas(document).faults(schema, value);
  }
}
