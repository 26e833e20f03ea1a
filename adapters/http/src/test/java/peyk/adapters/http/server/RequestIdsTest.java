package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.PeykLog;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.RawClient.Answer;
import peyk.adapters.http.Service;

class RequestIdsTest {
  private static final String MADE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
  private static final String BODY =
      "{\"client_secret\":\"the app's secret\",\"phone\":\"09120000001\",\"sms_message\":\"x\"}";

  private final PeykLog log = new PeykLog();
  private Service service;

  @BeforeEach
  void start() {
    service = Service.start();
  }

  @AfterEach
  void stop() {
    log.close();
    service.close();
  }

  @Test
  void a_request_gets_an_id_that_its_answer_and_its_log_lines_show() {
    var answer = service.post("/api/otpverify", BODY);

    assertThat(id(answer)).get().asString().matches(MADE);
    assertThat(logged()).containsExactly(id(answer).orElseThrow());
  }

  @Test
  void each_request_of_a_connection_gets_its_own() {
    var first = service.post("/api/otpverify", BODY);
    var second = service.post("/api/otpverify", BODY);

    assertThat(id(first)).isNotEqualTo(id(second));
    assertThat(logged()).containsExactly(id(first).orElseThrow(), id(second).orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"app-4711", "0b5f3e0a-8f7c-4c0e-9a53-0a3e2cf1d9a1", "a.b_c-12"})
  void an_id_that_the_client_brings_is_taken_over(String brought) {
    var answer = service.post("/api/otpverify", BODY, "X-Request-Id: " + brought);

    assertThat(id(answer)).contains(brought);
    assertThat(logged()).containsExactly(brought);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "short",
        "09120000001",
        "with blank",
        "a\"quote-x",
        "<script>",
        "شناسه-درخواست",
        "x-"
      })
  void an_id_of_another_form_is_replaced(String brought) {
    var long65 = brought.equals("x-") ? "x".repeat(65) : brought;

    var answer = service.post("/api/otpverify", BODY, "X-Request-Id: " + long65);

    assertThat(id(answer)).get().asString().matches(MADE);
    assertThat(logged()).containsExactly(id(answer).orElseThrow());
  }

  @Test
  void the_trace_of_a_traceparent_is_the_id() {
    var answer =
        service.post(
            "/api/otpverify",
            BODY,
            "traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    assertThat(id(answer)).contains("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "junk"
      })
  void a_traceparent_that_names_no_trace_is_ignored(String parent) {
    var answer = service.post("/api/otpverify", BODY, "traceparent: " + parent);

    assertThat(id(answer)).get().asString().matches(MADE);
  }

  @Test
  void refusals_and_bugs_have_one_too() {
    assertThat(id(service.post("/api/nothing", "{}"))).isPresent();
    assertThat(id(service.post("/api/otprequest", "junk"))).isPresent();
    service.failStorage(new IllegalStateException("a bug"));

    var answer = service.post("/api/otprequest", BODY, "X-Request-Id: of-a-bug");

    assertThat(answer.status()).isGreaterThanOrEqualTo(500);
    assertThat(id(answer)).contains("of-a-bug");
    assertThat(logged()).contains("of-a-bug");
  }

  @Test
  void trackers_are_answered_without_one() {
    var request =
        RawClient.request("GET /qussd.php?imei=1&data=x", new byte[0], "X-Request-Id: a-tracker");

    assertThat(id(RawClient.ask(service.port(), request))).isEmpty();
  }

  @Test
  void operators_get_one_everywhere() {
    for (var path : List.of("/observe/health", "/observe/metrics", "/admin/openapi.yaml", "/x")) {
      var request = RawClient.request("GET " + path, new byte[0]);

      assertThat(id(RawClient.ask(service.adminPort(), request))).as(path).isPresent();
    }
  }

  private static Optional<String> id(Answer answer) {
    return answer.header("x-request-id");
  }

  private List<String> logged() {
    return log.events().stream()
        .map(event -> event.getMDCPropertyMap().get(RequestIds.LOGGED))
        .toList();
  }
}
