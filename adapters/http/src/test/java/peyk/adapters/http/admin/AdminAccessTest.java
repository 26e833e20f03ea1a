package peyk.adapters.http.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.server.ServerLimits;
import peyk.domain.operator.Caller;
import peyk.domain.operator.OperatorRole;
import peyk.domain.operator.OperatorToken;
import peyk.domain.operator.OperatorTokens;

class AdminAccessTest {
  private static final String TOKEN = "s3cret/token+of~ours";

  private static AdminWorld open;
  private static AdminWorld guarded;

  @BeforeAll
  static void start() {
    open = AdminWorld.open();
    guarded = AdminWorld.withToken(TOKEN);
  }

  @AfterAll
  static void stop() {
    open.close();
    guarded.close();
  }

  private static String ask(AdminWorld world, String headers) {
    return world.sendRaw(
        "GET /admin/firmware/releases HTTP/1.1\r\nConnection: close\r\n"
            + headers.replace("{port}", Integer.toString(world.port())).replace("|", "\r\n")
            + "\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: localhost:{port}",
        "Host: LOCALHOST:1234",
        "Host: 127.0.0.1",
        "Host: 127.0.0.1:{port}",
        "Host: 127.1.2.3:{port}",
        "Host: [::1]:{port}",
        "Host: localhost:{port}|Origin: http://localhost:{port}",
        "Host: localhost|Authorization: Bearer nobody looks at it",
      })
  void without_a_token_this_machine_is_served(String headers) {
    assertThat(ask(open, headers)).startsWith("HTTP/1.1 200 ").contains("{\"items\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: peyk.example",
        "Host: peyk.example:{port}",
        "Host: localhost.example",
        "Host: 127.0.0.1.example",
        "Host: 10.0.0.7:{port}",
        "Host: 0.0.0.0:{port}",
        "Host: [2001:db8::1]:{port}",
        "Host: localhost|X-Forwarded-For: 127.0.0.1",
        "Host: localhost|x-forwarded-for: ",
        "Host: localhost|Forwarded: for=127.0.0.1",
        "Host: localhost|X-Forwarded-Host: localhost",
        "Host: localhost|X-Real-IP: 127.0.0.1",
        "Host: localhost|Via: 1.1 proxy",
        "Host: localhost:{port}|Origin: http://evil.example",
        "Host: localhost:{port}|Origin: http://localhost:1",
        "Host: localhost:{port}|Origin: https://localhost:{port}",
        "Host: localhost:{port}|Origin: null",
        "Host: localhost:{port}|Origin: http://localhost:{port}|Origin: http://evil.example",
      })
  void without_a_token_what_only_looks_local_is_refused(String headers) {
    assertThat(ask(open, headers))
        .startsWith("HTTP/1.1 403 ")
        .contains("application/problem+json", "\"code\":\"forbidden\"")
        .doesNotContain("items");
  }

  @Test
  void with_two_hosts_nobody_knows_which_one_is_meant() {
    assertThat(ask(open, "Host: localhost|Host: localhost"))
        .containsPattern("^HTTP/1.1 40[03] ")
        .contains("application/problem+json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: peyk.example|Authorization: Bearer " + TOKEN,
        "Host: peyk.example|authorization: bearer  " + TOKEN,
        "Host: a|X-Forwarded-For: 10.1.2.3|Authorization: BEARER " + TOKEN,
        "Host: a|Origin: http://evil.example|Authorization: Bearer " + TOKEN,
      })
  void whoever_shows_the_token_is_served(String headers) {
    assertThat(ask(guarded, headers)).startsWith("HTTP/1.1 200 ").contains("{\"items\":[]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: localhost",
        "Host: localhost|Authorization: Basic " + TOKEN,
        "Host: localhost|Authorization: " + TOKEN,
        "Host: localhost|X-Token: " + TOKEN,
      })
  void without_the_token_nobody_is_served(String headers) {
    assertThat(ask(guarded, headers))
        .startsWith("HTTP/1.1 401 ")
        .containsIgnoringCase("WWW-Authenticate: Bearer realm=\"admin\"\r\n")
        .contains("application/problem+json", "\"code\":\"unauthorized\"")
        .doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "s3cret/token+of~our", "s3cret/token+of~ours,", "S3CRET/TOKEN+OF~OURS", ""})
  void a_wrong_token_opens_nothing(String token) {
    assertThat(ask(guarded, "Host: localhost|Authorization: Bearer " + token))
        .startsWith("HTTP/1.1 401 ")
        .containsIgnoringCase("WWW-Authenticate: Bearer realm=\"admin\"")
        .contains("\"code\":\"unauthorized\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /admin/nothing",
        "GET /admin",
        "DELETE /admin/firmware/releases",
        "GET /admin/openapi.yaml",
        "GET /%61dmin/firmware/releases",
        "GET //admin/firmware/releases",
        "GET /observe/../admin/firmware/releases",
        "GET /admin/firmware/releases?nonsense=1",
        "POST /admin/firmware/releases",
        "PUT /admin/firmware/releases/1/parts/app.001",
      })
  void strangers_are_told_nothing_of_what_there_is(String methodAndPath) {
    var rest = " HTTP/1.1\r\nHost: peyk.example\r\nConnection: close\r\n\r\n";

    assertThat(guarded.sendRaw(methodAndPath + rest)).startsWith("HTTP/1.1 401 ");
    assertThat(open.sendRaw(methodAndPath + rest)).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void health_and_metrics_are_open_to_all() {
    for (var world : List.of(open, guarded)) {
      for (var path : List.of("/observe/health", "/observe/metrics")) {
        assertThat(
                world.sendRaw(
                    "GET "
                        + path
                        + " HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 10.1.2.3\r\n"
                        + "Connection: close\r\n\r\n"))
            .startsWith("HTTP/1.1 200 ");
      }
    }
  }

  @Test
  void a_token_may_open_what_this_machine_needs_none_for() {
    var token = new OperatorToken(new Caller("generated", OperatorRole.ADMINISTER), TOKEN);
    var config = AdminWorld.local(1).withTokens(new OperatorTokens(List.of(token)));
    try (var world = new AdminWorld(config, ServerLimits.DEFAULT, UnaryOperator.identity())) {
      var proxied = "Host: localhost|X-Forwarded-For: 10.1.2.3|Authorization: Bearer ";

      assertThat(ask(world, "Host: localhost")).startsWith("HTTP/1.1 200 ");
      assertThat(ask(world, proxied + TOKEN)).startsWith("HTTP/1.1 200 ");
      assertThat(ask(world, proxied + "x")).startsWith("HTTP/1.1 401 ");
      assertThat(ask(world, "Host: peyk.example")).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void a_token_does_not_show() {
    var tokens = new OperatorTokens(List.of(new OperatorToken(Caller.LOCAL, TOKEN)));

    assertThat(new AdminConfig(tokens, false, 1).toString())
        .contains("[redacted]")
        .doesNotContain(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "two words", "line\nbreak", "\u06f1\u06f2"})
  void a_token_that_no_header_can_carry_is_none(String token) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OperatorToken(Caller.LOCAL, token))
        .withMessageContaining("admin token");
  }
}
