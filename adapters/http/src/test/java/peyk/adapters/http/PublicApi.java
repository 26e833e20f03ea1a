package peyk.adapters.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import peyk.adapters.http.RawClient.Answer;
import peyk.adapters.http.admin.AdminRoutes;

/** The description of the paths for apps and trackers, for tests to hold answers against. */
public final class PublicApi {
  public static final JsonNode DOCUMENT =
      JsonSchemas.read(AdminRoutes.class, "openapi-public.yaml");

  private static final JsonSchemas SCHEMAS = new JsonSchemas(DOCUMENT);
  private static final ObjectMapper JSON = new ObjectMapper();

  private PublicApi() {}

  /**
   * Fails if the answer is not as described. Paths and methods that are not described are not
   * looked at.
   *
   * @param methodAndTarget the first two words of the request
   */
  public static void expectDescribed(String methodAndTarget, Answer answer) {
    var words = methodAndTarget.split(" ", 2);
    var path = DOCUMENT.path("paths").path(words[1].replaceFirst("\\?.*", ""));
    var operation = path.path(words[0].toLowerCase(Locale.ROOT));
    if (!operation.isMissingNode()) {
      expectDescribed(operation, methodAndTarget, answer);
    } else if (!path.isMissingNode() && answer.status() == 405) {
      expectDescribed(path.path("post"), methodAndTarget, answer);
    }
  }

  private static void expectDescribed(JsonNode operation, String what, Answer answer) {
    var described = resolve(operation.path("responses").path(Integer.toString(answer.status())));
    assertThat(described.isMissingNode())
        .as("%s answers %s, which is not described", what, answer.status())
        .isFalse();
    assertThat(answer.header("content-type")).contains("application/json");
    for (var header : described.path("headers").properties()) {
      assertThat(answer.header(header.getKey().toLowerCase(Locale.ROOT))).as(what).isPresent();
    }
    assertThat(faults(described.at("/content/application~1json/schema"), answer.body()))
        .as("%s: %s", what, answer.body())
        .isEmpty();
  }

  /** The faults of a text that should be JSON of a schema. */
  public static List<String> faults(JsonNode schema, String json) {
    try {
      return SCHEMAS.faults(schema, JSON.readTree(json));
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }

  /** The target of a reference, or the node itself. */
  public static JsonNode resolve(JsonNode node) {
    var reference = node.path("$ref");
    return reference.isMissingNode() ? node : DOCUMENT.at(reference.asText().substring(1));
  }
}
