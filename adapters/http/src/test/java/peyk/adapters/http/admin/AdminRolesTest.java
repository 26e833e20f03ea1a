package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.adapters.http.PeykLog;
import peyk.adapters.http.admin.AdminWorld.Reply;
import peyk.adapters.http.admin.OpenApi.Operation;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;
import peyk.domain.operator.OperatorToken;

/** Whose token opens which operation; the description says which role each one needs. */
class AdminRolesTest {
  private static final OpenApi API = OpenApi.read();

  private static AdminWorld world;

  @BeforeAll
  static void start() {
    world =
        AdminWorld.withTokens(
            Arrays.stream(OperatorRole.values())
                .map(role -> new OperatorToken(new Caller("a-" + role.word(), role), token(role)))
                .toArray(OperatorToken[]::new));
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  private static String token(OperatorRole role) {
    return "token-with-role-" + role.word();
  }

  private static List<Operation> operations() {
    return API.operations();
  }

  private static Reply ask(String method, String path, OperatorRole role) {
    return world.send(
        method,
        path,
        BodyPublishers.ofString("{\"no\":\"such field\"}"),
        "Authorization",
        "Bearer " + token(role));
  }

  private static Reply ask(Operation operation, OperatorRole role) {
    return ask(operation.method(), operation.path().replaceAll("\\{\\w+}", "1"), role);
  }

  @ParameterizedTest
  @MethodSource("operations")
  void an_operation_is_open_to_the_described_role_and_to_no_smaller_one(Operation operation) {
    var needed = API.role(operation);

    for (var role : OperatorRole.values()) {
      var reply = ask(operation, role);
      if (role.allows(needed)) {
        assertThat(reply.status()).as("%s: %s", role, reply.body()).isNotIn(401, 403);
      } else {
        assertThat(reply.status()).as("%s: %s", role, reply.body()).isEqualTo(403);
        assertThat(reply.code()).isEqualTo("role_needed");
        assertThat(reply.at("role").asText()).isEqualTo(needed.word());
        assertThat(reply.at("detail").asText())
            .contains("needs the role " + needed.word(), "a-" + role.word());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "READ, GET, /admin/firmware/releases",
    "READ, HEAD, /admin/firmware/releases",
    "OPERATE, POST, /admin/commands",
    "OPERATE, POST, /admin/firmware/releases/1/pause",
    "OPERATE, POST, /admin/schedules/versions/pause",
    "ADMINISTER, POST, /admin/firmware/releases",
    "ADMINISTER, POST, /admin/firmware/releases/1/activate",
    "ADMINISTER, DELETE, /admin/devices/867717033890519/claim",
  })
  void looking_ordering_and_deciding_need_different_roles(
      OperatorRole needed, String method, String path) {
    for (var role : OperatorRole.values()) {
      assertThat(ask(method, path, role).status() != 403).isEqualTo(role.allows(needed));
    }
  }

  @Test
  void a_refused_change_changes_nothing_and_leaves_no_line() {
    try (var log = new PeykLog()) {
      for (var path : List.of("/admin/firmware/releases", "/admin/commands")) {
        world.send(
            "POST",
            path,
            BodyPublishers.ofString("{\"type\":7,\"revision\":2,\"version\":1}"),
            "Authorization",
            "Bearer " + token(OperatorRole.READ));
      }

      assertThat(log.lines()).isEmpty();
    }
    assertThat(ask("GET", "/admin/firmware/releases", OperatorRole.READ).at("items")).isEmpty();
  }

  @Test
  void the_line_of_a_change_names_who_made_it() {
    try (var log = new PeykLog()) {
      world.send(
          "POST",
          "/admin/firmware/releases/9/pause",
          BodyPublishers.noBody(),
          "Authorization",
          "Bearer " + token(OperatorRole.OPERATE));

      assertThat(log.lines())
          .containsExactly(
              "INFO admin change=pause release=9 outcome=release_unknown by=a-operate");
    }
  }

  @Test
  void each_operation_says_which_role_it_needs() {
    var routes = world.api.routes().stream();

    assertThat(API.operations().stream().map(one -> one + " " + API.role(one)))
        .containsExactlyInAnyOrderElementsOf(
            routes
                .map(route -> route.method().text() + " " + route.path() + " " + route.role())
                .toList());
  }
}
