package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.RawClient.Answer;
import peyk.adapters.http.Service;
import peyk.adapters.http.server.HealthFact.State;
import peyk.domain.Eventually;

class ObserveTest {
  private static final HealthFact DATABASE = new HealthFact("database", State.UP, Map.of());

  private volatile List<HealthFact> facts = List.of(DATABASE);
  private Service service;

  @BeforeEach
  void start() {
    service = Service.start(() -> facts);
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Answer get(String path) {
    return RawClient.ask(service.adminPort(), RawClient.request("GET " + path, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/observe/health", "/observe/health/ready"})
  void a_service_that_has_all_it_needs_is_up(String path) {
    var answer = get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).contains("application/json");
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"UP\",\"live\":true,\"ready\":true,\"checks\":"
                + "[{\"name\":\"database\",\"status\":\"UP\",\"details\":{}}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/observe/health", "/observe/health/ready"})
  void without_traccar_it_is_degraded_but_ready(String path) {
    facts =
        List.of(DATABASE, new HealthFact("traccar", State.DEGRADED, Map.of("waiting", List.of(7))));

    var answer = get(path);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body())
        .isEqualTo(
            "{\"status\":\"DEGRADED\",\"live\":true,\"ready\":true,\"checks\":"
                + "[{\"name\":\"database\",\"status\":\"UP\",\"details\":{}},"
                + "{\"name\":\"traccar\",\"status\":\"DEGRADED\",\"details\":{\"waiting\":[7]}}]}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/observe/health", "/observe/health/ready"})
  void without_the_database_it_is_not_ready(String path) {
    facts =
        List.of(
            new HealthFact("database", State.DOWN, Map.of("reason", "no \"line\"")),
            new HealthFact("traccar", State.DEGRADED, Map.of()));

    var answer = get(path);

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.body())
        .startsWith("{\"status\":\"DOWN\",\"live\":true,\"ready\":false,")
        .contains("{\"reason\":\"no \\\"line\\\"\"}");
  }

  @Test
  void it_lives_as_long_as_it_answers() {
    facts = List.of(new HealthFact("database", State.DOWN, Map.of()));

    var answer = get("/observe/health/live");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("{\"status\":\"UP\"}");
  }

  @Test
  void health_and_metrics_are_not_shown_to_clients() {
    for (var path : new String[] {"/observe/health", "/observe/metrics"}) {
      assertThat(
              RawClient.ask(service.port(), RawClient.request("GET " + path, new byte[0])).status())
          .isEqualTo(404);
    }
    assertThat(
            RawClient.ask(
                    service.adminPort(), RawClient.postOf("/api/device", RawClient.ascii("{}")))
                .status())
        .isEqualTo(404);
  }

  @Test
  void durations_of_requests_are_counted_in_buckets() {
    service.post("/api/check", "{}");

    var series =
        get("/observe/metrics")
            .body()
            .lines()
            .filter(line -> line.startsWith("peyk_http_requests_seconds"))
            .filter(line -> line.contains("route=\"/api/check\""))
            .toList();

    assertThat(series)
        .anyMatch(line -> line.matches(".*_bucket\\{.*le=\"0.001\",} [0-9.]+"))
        .anyMatch(line -> line.matches(".*_bucket\\{.*le=\"30.0\",} [1-9].*"))
        .anyMatch(line -> line.matches(".*_bucket\\{.*le=\"\\+Inf\",} [1-9].*"))
        .noneMatch(line -> line.contains("quantile="));
  }

  @Test
  void requests_and_what_became_of_them_are_counted() {
    var otp = "{\"client_secret\":\"the app's secret\",\"phone\":\"09351234567\"";
    service.post("/api/otprequest", otp + "}");
    service.post("/api/otprequest", otp + "}");
    service.post("/api/otprequest", "junk");
    service.post("/api/otpverify", otp + ",\"sms_message\":\"" + service.code() + "\"}");
    service.post("/api/otpverify", otp + ",\"sms_message\":\"1234\"}");
    service.post(
        "/api/device",
        "{\"client_secret\":\"the app's secret\",\"user\":\"09351234567\","
            + "\"imei\":\"867717033890519\"}");
    service.post("/api/check/09351234567", "{}");
    RawClient.ask(service.port(), RawClient.request("X09351234567 /api/device", new byte[0]));
    // a request is counted after its answer
    Eventually.until(
        "the last one is counted",
        () -> get("/observe/metrics").body().contains("method=\"other\""));

    var answer = get("/observe/metrics");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type").orElseThrow()).startsWith("text/plain");
    assertThat(answer.body())
        .contains(
            "peyk_otp_requests_total{outcome=\"sent\",",
            "peyk_otp_requests_total{outcome=\"rate_limited\",",
            "peyk_otp_requests_total{outcome=\"invalid_json\",",
            "peyk_otp_verifications_total{outcome=\"signed_in\",",
            "peyk_otp_verifications_total{outcome=\"otp_unknown\",",
            "peyk_device_registrations_total{outcome=\"device_unknown\",")
        .containsPattern(
            "peyk_http_requests_seconds_count\\{method=\"POST\",route=\"/api/otprequest\","
                + "scope=\"application\",status=\"429\",?\\} [1-9]")
        .containsPattern("method=\"POST\",route=\"other\",scope=\"application\",status=\"404\"")
        .containsPattern("method=\"other\",route=\"/api/device\",scope=\"application\"")
        .doesNotContain("9351234567", "867717033890519");
  }
}
