package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OpenApiTest {
  private static final OpenApi API = OpenApi.read();

  private static List<AdminRoute> routes() {
    try (var world = AdminWorld.open()) {
      return world.api.routes();
    }
  }

  @Test
  void all_routes_are_described_and_nothing_else() {
    assertThat(API.operations())
        .extracting(OpenApi.Operation::toString)
        .containsExactlyInAnyOrderElementsOf(
            routes().stream().map(route -> route.method().text() + " " + route.path()).toList());
  }

  @Test
  void all_parameters_are_described_and_nothing_else() {
    for (var route : routes()) {
      var operation =
          API.operations().stream()
              .filter(one ->
                  one.path().equals(route.path()) && one.method().equals(route.method().text()))
              .findFirst()
              .orElseThrow();

      assertThat(named(operation, "query"))
          .as(operation.toString())
          .containsExactlyInAnyOrderElementsOf(route.parameters());
      assertThat(named(operation, "path"))
          .as(operation.toString())
          .containsExactlyInAnyOrderElementsOf(
              Pattern.compile("\\{(\\w+)}")
                  .matcher(route.path())
                  .results()
                  .map(match -> match.group(1))
                  .toList());
    }
  }

  private static List<String> named(OpenApi.Operation operation, String in) {
    return API.parameters(operation).stream()
        .filter(parameter -> parameter.path("in").asText().equals(in))
        .map(parameter -> parameter.path("name").asText())
        .toList();
  }

  @Test
  void every_reference_leads_somewhere_and_every_component_is_used() {
    for (var reference : API.references()) {
      assertThat(API.document().at(reference.substring(1)).isMissingNode()).as(reference).isFalse();
    }
    var components = API.document().path("components");
    var all =
        Stream.of("parameters", "responses", "schemas")
            .flatMap(kind ->
                components
                    .path(kind)
                    .propertyStream()
                    .map(one -> "#/components/" + kind + "/" + one.getKey()));
    assertThat(new HashSet<>(API.references())).containsExactlyInAnyOrderElementsOf(all.toList());
  }

  @Test
  void operations_have_names_of_their_own() {
    assertThat(API.operations())
        .extracting(operation -> operation.description().path("operationId").asText())
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  @Test
  void all_problems_are_described_and_nothing_else() {
    var codes = Arrays.stream(ProblemType.values()).map(ProblemType::code).toList();

    assertThat(API.document().at("/components/schemas/Problem/properties/code/enum").valueStream())
        .extracting(JsonNode::asText)
        .containsExactlyElementsOf(codes);
    for (var type : ProblemType.values()) {
      assertThat(API.document().at("/info/description").asText())
          .contains("| `%s` | %d |".formatted(type.code(), type.status().code()));
    }
  }
}
