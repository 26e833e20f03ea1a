package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.Service;

class ConnectionCloseTest {
  private static final List<String[]> WISHES =
      List.of(
          new String[] {"Connection: close"},
          new String[] {"Connection: Close"},
          new String[] {"connection:CLOSE"},
          new String[] {"Connection: keep-alive, close"},
          new String[] {"Connection: close , TE"},
          new String[] {"Connection: keep-alive", "CONNECTION: cLOSE"});

  /** Every way in which a request can end. */
  enum Exchange {
    SENT(
        200,
        "POST /api/otprequest",
        "{\"client_secret\":\"the app's secret\",\"phone\":\"09120000001\"}"),
    REFUSED(200, "POST /api/device", "{}"),
    CHECKED(200, "POST /api/check", "{}"),
    FAILED_LOGIN(
        200,
        "POST /api/otpverify",
        "{\"client_secret\":\"the app's secret\",\"phone\":\"09120000001\",\"sms_message\":\"1\"}"),
    NO_JSON(400, "POST /api/check", "junk"),
    NO_BODY(400, "POST /api/check", ""),
    TOKEN_INVALID(
        401,
        "POST /api/check",
        "{\"client_secret\":\"the app's secret\",\"user\":\"u\",\"imei\":\"1\"}"),
    NOT_FOUND(404, "GET /nothing", ""),
    NOT_FOUND_WITH_BODY(404, "POST /nothing", " ".repeat(30_000)),
    METHOD_NOT_ALLOWED(405, "GET /api/device", ""),
    METHOD_NOT_ALLOWED_WITH_BODY(405, "PUT /api/device", " ".repeat(30_000)),
    TOO_LARGE(413, "POST /api/device", " ".repeat(30_000)),
    RATE_LIMITED(
        429,
        "POST /api/otprequest",
        "{\"client_secret\":\"the app's secret\",\"phone\":\"09120000001\"}"),
    BUG(
        500,
        "POST /api/otprequest",
        "{\"client_secret\":\"the app's secret\",\"phone\":\"09120000002\"}"),
    UNAVAILABLE(
        503,
        "POST /api/otprequest",
        "{\"client_secret\":\"the app's secret\",\"phone\":\"09120000002\"}"),
    PREFLIGHT(204, "OPTIONS /api/device", ""),
    HEALTHY(200, "GET /observe/health", ""),
    ALIVE(200, "GET /observe/health/live", ""),
    METRICS(200, "GET /observe/metrics", ""),
    NOT_ACCEPTABLE(406, "GET /observe/metrics", ""),
    ADMIN_NOT_FOUND(404, "GET /observe/nothing", "");

    private final int status;
    private final String methodAndPath;
    private final String body;

    Exchange(int status, String methodAndPath, String body) {
      this.status = status;
      this.methodAndPath = methodAndPath;
      this.body = body;
    }

    int port(Service service) {
      return methodAndPath.contains("/observe/") ? service.adminPort() : service.port();
    }

    byte[] request(String... headers) {
      return RawClient.request(methodAndPath, RawClient.ascii(body), withOwn(headers));
    }

    byte[] chunked(String... headers) {
      return RawClient.chunked(methodAndPath, RawClient.ascii(body), 1000, withOwn(headers));
    }

    private String[] withOwn(String... headers) {
      var all = new ArrayList<>(List.of(headers));
      switch (this) {
        case TOKEN_INVALID -> all.add("Authorization: Bearer nonsense");
        case NOT_ACCEPTABLE -> all.add("Accept: image/png");
        case PREFLIGHT -> all.add("Origin: https://app.example.com");
        default -> {}
      }
      return all.toArray(String[]::new);
    }

    void prepare(Service service) {
      switch (this) {
        case RATE_LIMITED -> RawClient.ask(service.port(), SENT.request());
        case BUG -> service.failStorage(new IllegalStateException("a bug"));
        case UNAVAILABLE -> service.loseStorage();
        default -> {}
      }
    }
  }

  private Service service;

  @BeforeEach
  void start() {
    service = Service.start();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @ParameterizedTest
  @EnumSource(Exchange.class)
  void who_asks_to_close_gets_the_whole_answer_and_then_the_end_of_the_stream(Exchange exchange) {
    exchange.prepare(service);
    for (var wish : WISHES) {
      try (var client = new RawClient(exchange.port(service))) {
        var answer = client.send(exchange.request(wish)).read();

        // the texts of later wishes are over the limit
        assertThat(answer.status()).isIn(exchange.status, exchange == Exchange.SENT ? 429 : 0);
        assertThat(answer.header("connection")).as(String.join(" ", wish)).contains("close");
        assertThat(client.isClosedByServer()).as(String.join(" ", wish)).isTrue();
      }
    }
  }

  @Test
  void nothing_is_waited_for_after_chunks_that_were_read_to_their_end() {
    assertTimeout(
        Duration.ofSeconds(10), // a wait of half a second each would take longer
        () -> {
          for (int i = 0; i < 30; i++) {
            try (var client = new RawClient(service.port())) {
              client.send(Exchange.CHECKED.chunked("Connection: close")).read();
              assertThat(client.isClosedByServer()).isTrue();
            }
          }
        });
  }

  @ParameterizedTest
  @EnumSource(Exchange.class)
  void so_does_who_sends_the_body_in_chunks(Exchange exchange) {
    exchange.prepare(service);
    try (var client = new RawClient(exchange.port(service))) {
      var answer = client.send(exchange.chunked("Connection: Close")).read();

      assertThat(answer.status()).isEqualTo(exchange.status);
      assertThat(answer.header("connection")).contains("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Exchange.class)
  void who_does_not_ask_can_go_on(Exchange exchange) {
    exchange.prepare(service);
    for (var wish :
        new String[] {"X-Nothing: close", "Connection: keep-alive", "Connection: closed"}) {
      try (var client = new RawClient(exchange.port(service))) {
        assertThat(client.send(exchange.request(wish)).read().header("connection"))
            .contains("keep-alive");
        assertThat(client.send(exchange.chunked(wish)).read().header("connection"))
            .contains("keep-alive");
        client.send(RawClient.request("GET /nothing", new byte[0]));
        assertThat(client.read().status()).isEqualTo(404);
      }
    }
  }

  @Test
  void what_was_sent_after_the_wish_to_close_is_not_looked_at() {
    try (var client = new RawClient(service.port())) {
      var request = "GET /nothing HTTP/1.1\r\nHost: a\r\n";
      client.send(request + "Connection: close\r\n\r\n" + request + "\r\n");

      assertThat(client.read().status()).isEqualTo(404);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("heads")
  void heads_are_answered_without_a_body(String methodAndPath, int status) {
    var port = methodAndPath.contains("observe") ? service.adminPort() : service.port();
    try (var client = new RawClient(port)) {
      for (int time = 0; time < 2; time++) {
        client.send(RawClient.request(methodAndPath, new byte[0]));
        assertThat(client.readHead().status()).isEqualTo(status);
      }
      client.send(RawClient.request(methodAndPath, new byte[0], "Connection: close"));
      assertThat(client.readHead().header("connection")).contains("close");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  static Stream<Object[]> heads() {
    return Stream.of(
        new Object[] {"HEAD /nothing", 404},
        new Object[] {"HEAD /api/device", 405},
        new Object[] {"HEAD /observe/health", 200},
        new Object[] {"HEAD /observe/health/live", 200});
  }
}
