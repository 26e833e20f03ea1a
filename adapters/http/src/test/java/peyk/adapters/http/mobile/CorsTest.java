package peyk.adapters.http.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.RawClient.Answer;
import peyk.adapters.http.Service;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;

class CorsTest {
  private static final String APP = "Origin: https://app.example.com";

  private Service service;

  private void allow(String... origins) {
    service =
        Service.start(
            Service.config(
                ServerLimits.DEFAULT, TrustedProxies.none(), new CorsOrigins(List.of(origins))));
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private Answer preflight(String... headers) {
    return RawClient.ask(
        service.port(), RawClient.request("OPTIONS /api/device", new byte[0], headers));
  }

  @Test
  void any_page_may_call_by_default() {
    allow("*");

    var answer =
        preflight(
            APP,
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: content-type, authorization");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.header("access-control-allow-origin")).contains("*");
    assertThat(answer.header("access-control-allow-methods")).contains("POST, OPTIONS");
    assertThat(answer.header("access-control-allow-headers"))
        .contains("content-type, authorization");
    assertThat(answer.header("access-control-allow-credentials")).isEmpty();
    assertThat(answer.header("allow")).contains("POST, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(strings = {APP, "X-No: origin"})
  void every_answer_may_be_read_also_errors(String header) {
    allow("*");

    for (var request :
        new byte[][] {
          RawClient.postOf("/api/device", RawClient.ascii("{}"), header),
          RawClient.postOf("/api/device", RawClient.ascii("junk"), header),
          RawClient.postOf("/api/device", new byte[3_000_000], header),
          RawClient.request("GET /api/device", new byte[0], header),
          RawClient.request("GET /api/nothing", new byte[0], header),
          RawClient.request("GET /api/%zz", new byte[0], header),
        }) {
      assertThat(RawClient.ask(service.port(), request).all("access-control-allow-origin"))
          .containsExactly("*");
    }
  }

  @Test
  void names_of_headers_that_are_none_are_not_sent_back() {
    allow("*");

    assertThat(
            preflight(APP, "Access-Control-Request-Headers: <script>")
                .header("access-control-allow-headers"))
        .isEmpty();
  }

  @Test
  void only_pages_of_configured_origins_may_call() {
    allow("https://app.example.com", "https://other.example.com");

    var own = preflight(APP);
    var others = preflight("Origin: https://evil.example.com");

    assertThat(own.header("access-control-allow-origin")).contains("https://app.example.com");
    assertThat(own.header("vary")).contains("Origin");
    assertThat(others.header("access-control-allow-origin")).isEmpty();
    assertThat(others.header("access-control-allow-methods")).isEmpty();
    assertThat(others.header("vary")).contains("Origin");
    assertThat(service.post("/api/device", "{}", "Origin: https://evil.example.com").status())
        .isEqualTo(200);
  }

  @Test
  void none_may_where_none_is_configured() {
    allow();

    assertThat(service.post("/api/device", "{}", APP).header("access-control-allow-origin"))
        .isEmpty();
  }
}
