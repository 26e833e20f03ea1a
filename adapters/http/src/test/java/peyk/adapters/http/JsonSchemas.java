package peyk.adapters.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Holds JSON against the schemas of an OpenAPI description, which are JSON Schema 2020-12. It is
 * stricter in two points: what is not described is a fault, and times are in UTC.
 */
public final class JsonSchemas {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final JsonNode components;

  /**
   * @param document the whole description
   */
  public JsonSchemas(JsonNode document) {
    components = strict(document.path("components").deepCopy());
  }

  /** Reads a description that lies beside a class. No key may be there twice. */
  public static JsonNode read(Class<?> beside, String name) {
    var options = new LoaderOptions();
    options.setAllowDuplicateKeys(false);
    try (var file = beside.getResourceAsStream(name)) {
      return new ObjectMapper().valueToTree(new Yaml(new SafeConstructor(options)).load(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All that a value has and the schema does not say, or the other way round. */
  public List<String> faults(JsonNode schema, JsonNode value) {
    ObjectNode whole = strict(schema.deepCopy());
    whole.set("components", components);
    return REGISTRY.getSchema(whole).validate(value).stream().map(Object::toString).toList();
  }

  private static <T extends JsonNode> T strict(T node) {
    if (node instanceof ObjectNode object) {
      if (object.path("type").asText().equals("object") && object.has("properties")) {
        object.putIfAbsent("additionalProperties", object.booleanNode(false));
      }
      if (object.path("format").asText().equals("date-time")) {
        object.putIfAbsent("pattern", object.textNode("Z$"));
      }
    }
    node.forEach(JsonSchemas::strict);
    return node;
  }
}
