package peyk.adapters.http.mobile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.Service;
import peyk.adapters.http.server.ServerLimits;
import peyk.adapters.http.server.TrustedProxies;

class BadInputTest {
  private static final String INVALID_JSON =
      "{\"success\":false,\"message\":\"Invalid JSON body\",\"code\":\"invalid_json\"}";
  private static final String TOO_LARGE =
      "{\"success\":false,\"message\":\"The request is too large.\",\"code\":\"too_large\"}";
  private static final String PHONE_INVALID =
      "{\"success\":false,\"message\":\"The phone number is not valid.\",\"code\":\"phone_invalid\"}";
  private static final int LIMIT = 16 * 1024;

  private static Service service;

  @BeforeAll
  static void start() {
    service = Service.start();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  static Stream<byte[]> bodiesThatAreNoJsonObject() {
    return Stream.concat(
        Stream.of(
                "",
                " ",
                "[]",
                "[{\"phone\": \"09120000001\"}]",
                "null",
                "\"text\"",
                "12",
                "{",
                "{\"phone\"",
                "{\"phone\":",
                "{\"phone\": \"0912",
                "{\"phone\": \"09120000001\"",
                "{\"phone\": \"09120000001\",}",
                "{\"phone\": 09120000001}",
                "{\"phone\": NaN}",
                "{'phone': '09120000001'}",
                "{phone: 1}",
                "{\"phone\": \"a\nb\"}",
                "{\"phone\": \"\\ud80\"}",
                "{} {}",
                "{}}",
                "{} x",
                "/* comment */ {}",
                "client_secret=x&phone=09120000001",
                "[".repeat(10_000),
                "{\"phone\": " + "[".repeat(8_000) + "]".repeat(8_000) + "}",
                "{\"other\": " + "{\"a\":".repeat(3_000))
            .map(body -> body.getBytes(StandardCharsets.UTF_8)),
        Stream.of(
            "{\"phone\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1),
            "{\"other\": \"\u00e4\"}".getBytes(StandardCharsets.ISO_8859_1),
            "{\"phone\": \"1\"}".getBytes(StandardCharsets.UTF_16),
            "{\"phone\": \"1\"}".getBytes(StandardCharsets.UTF_16LE),
            new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc0, (byte) 0x80, '"', '}'},
            new byte[] {
              '{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'
            },
            new byte[] {0},
            new byte[100]));
  }

  @ParameterizedTest
  @MethodSource("bodiesThatAreNoJsonObject")
  void what_is_no_json_object_is_said_to_be_none(byte[] body) {
    for (var path :
        new String[] {"/api/otprequest", "/api/otpverify", "/api/device", "/api/check"}) {
      var answer = RawClient.ask(service.port(), RawClient.postOf(path, body));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.body()).isEqualTo(INVALID_JSON);
      assertThat(answer.header("content-type")).contains("application/json");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Type: text/plain",
        "Content-Type: application/x-www-form-urlencoded",
        "Content-Type: nonsense",
        "Content-Type: application/json; charset=iso-8859-1",
        "Accept: text/html"
      })
  void content_types_are_not_looked_at(String header) {
    var answer = service.post("/api/otprequest", request("\"no number\""), header);

    assertThat(answer.body()).isEqualTo(PHONE_INVALID);
  }

  @Test
  void keys_that_nobody_knows_and_a_byte_order_mark_do_no_harm() {
    var more = ", \"a\": {\"b\": [1, {}]}, \"\": null, \"c\": " + "9".repeat(5000);
    var body = "\uFEFF" + request("\"no number\"").replace("}", more + "}");

    assertThat(service.post("/api/otprequest", "").status()).isEqualTo(400);
    assertThat(
            RawClient.ask(
                    service.port(),
                    RawClient.postOf("/api/otprequest", body.getBytes(StandardCharsets.UTF_8)))
                .body())
        .isEqualTo(PHONE_INVALID);
  }

  @Test
  void of_repeated_keys_the_last_counts() {
    var secret = "\"client_secret\": \"the app's secret\"";

    assertThat(
            service
                .post("/api/otprequest", "{\"client_secret\": 1, " + secret + ", \"phone\": \"x\"}")
                .body())
        .isEqualTo(PHONE_INVALID);
    assertThat(
            service
                .post("/api/otprequest", "{" + secret + ", \"phone\": [], \"phone\": \"x\"}")
                .body())
        .isEqualTo(PHONE_INVALID);
    assertThat(
            service
                .post("/api/otprequest", "{" + secret + ", \"phone\": \"x\", \"phone\": {}}")
                .body())
        .contains("missing_parameter");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/otprequest", "/api/otpverify", "/api/device", "/api/check"})
  void a_body_of_more_than_16_kibibytes_is_too_large(String path) {
    var body = blanks(LIMIT + 1);

    var whole = RawClient.ask(service.port(), RawClient.postOf(path, body));
    var chunked = RawClient.ask(service.port(), RawClient.chunked("POST " + path, body, 8192));
    var oneChunk =
        RawClient.ask(service.port(), RawClient.chunked("POST " + path, body, body.length));

    for (var answer : new RawClient.Answer[] {whole, chunked, oneChunk}) {
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo(TOO_LARGE);
      assertThat(answer.header("content-type")).contains("application/json");
    }
  }

  @Test
  void after_a_body_that_is_a_little_too_large_the_connection_can_be_used_again() {
    try (var client = new RawClient(service.port())) {
      assertThat(client.send(RawClient.postOf("/api/check", blanks(2 * LIMIT))).read().status())
          .isEqualTo(413);
      assertThat(client.send(RawClient.postOf("/api/check", new byte[0])).read().status())
          .isEqualTo(400);
    }
  }

  @Test
  void a_body_longer_than_anybody_waits_for_is_refused_by_its_length() {
    try (var client = new RawClient(service.port())) {
      client.send("POST /api/check HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999\r\n\r\n");

      var answer = client.read();

      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.body()).isEqualTo(TOO_LARGE);
      assertThat(answer.header("access-control-allow-origin")).contains("*");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  /** Helidon would hold the whole chunk in memory. */
  @ParameterizedTest
  @ValueSource(strings = {"/api/check", "/qussd.php", "/fota.php"})
  void a_chunk_of_a_megabyte_is_refused_before_it_arrives(String path) {
    try (var client = new RawClient(service.port())) {
      client.send(
          "POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n100000\r\n"
              .formatted(path));

      assertThat(client.read().status()).isEqualTo(413);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void whoever_is_refused_while_sending_a_megabyte_gets_the_reply() {
    var body = blanks(1024 * 1024);

    for (var request :
        List.of(
            RawClient.postOf("/api/check", body),
            RawClient.chunked("POST /api/check", body, 8192),
            RawClient.chunked("POST /api/check", body, body.length))) {
      var answer = RawClient.ask(service.port(), request);

      assertThat(answer.body()).isEqualTo(TOO_LARGE);
    }
  }

  @Test
  void a_setting_may_lower_the_limit() {
    var usual = ServerLimits.DEFAULT;
    var limits =
        new ServerLimits(
            2048,
            10,
            10,
            usual.receivedBytes(),
            usual.requestTimeout(),
            usual.idleTimeout(),
            usual.shutdownTimeout());

    try (var lowered =
        Service.start(
            Service.config(limits, TrustedProxies.none(), new CorsOrigins(List.of("*"))))) {
      assertThat(lowered.post("/api/check", " ".repeat(2048)).status()).isEqualTo(400);
      assertThat(lowered.post("/api/check", " ".repeat(2049)).status()).isEqualTo(413);
    }
  }

  @Test
  void whoever_asks_first_is_refused_without_having_to_send_the_body() {
    try (var client = new RawClient(service.port())) {
      var head = "Host: a\r\nExpect: 100-continue\r\nContent-Length: 30000\r\n\r\n";
      for (int time = 0; time < 2; time++) {
        client.send("POST /api/nothing HTTP/1.1\r\n" + head);
        assertThat(client.read().status()).isEqualTo(404);
      }
    }
  }

  @Test
  void whoever_asks_first_is_told_to_send_a_body_that_is_wanted() {
    try (var client = new RawClient(service.port())) {
      client.send(
          "POST /api/check HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");

      assertThat(client.readHead().status()).isEqualTo(100);
      assertThat(client.send("{}").read().status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/check?client_secret=x, 200",
    "http://peyk.test/api/check, 200",
    "/api/%63heck, 200",
    "/api/check/, 404",
    "//api/check, 200",
    "/api//check, 200",
    "/api/%00, 404",
    "/api/%ff, 404",
    "/api/check%2f, 404",
    "/api/../api/nothing, 404",
    "*, 404",
  })
  void odd_paths_are_no_bugs(String path, int status) {
    assertThat(service.post(path, "{}").status()).isEqualTo(status);
  }

  @Test
  void a_body_of_the_longest_length_is_read() {
    var json = request("\"" + "9".repeat(LIMIT - 100) + "\"");
    var body = json + " ".repeat(LIMIT - json.length());

    assertThat(service.post("/api/otprequest", body).body()).isEqualTo(PHONE_INVALID);
    assertThat(service.post("/api/otprequest", body + " ").body()).isEqualTo(TOO_LARGE);
  }

  @Test
  void a_body_that_is_cut_short_is_no_json_object() {
    try (var client = new RawClient(service.port())) {
      client
          .send("POST /api/check HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{}")
          .endSending();

      assertThat(client.read().body()).isEqualTo(INVALID_JSON);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /",
        "GET /api",
        "POST /api/otprequests",
        "GET /observe/health",
        "POST /API/otprequest",
        "HEAD /nothing",
        "OPTIONS /nothing"
      })
  void there_is_nothing_at_other_paths(String methodAndPath) {
    try (var client = new RawClient(service.port())) {
      client.send(RawClient.request(methodAndPath, new byte[0]));
      var answer = methodAndPath.startsWith("HEAD") ? client.readHead() : client.read();

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.body())
          .isIn(
              "",
              "{\"success\":false,\"message\":\"There is nothing here.\",\"code\":\"not_found\"}");
      assertThat(client.send(RawClient.request("GET /x", new byte[0])).read().status())
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "PATCH", "TRACE", "NONSENSE"})
  void endpoints_take_post_only(String method) {
    try (var client = new RawClient(service.port())) {
      client.send(RawClient.request(method + " /api/otprequest", new byte[0]));
      var answer = method.equals("HEAD") ? client.readHead() : client.read();

      assertThat(answer.status()).isEqualTo(405);
      assertThat(answer.header("allow")).contains("POST, OPTIONS");
      assertThat(answer.body())
          .isIn(
              "",
              "{\"success\":false,\"message\":\"This method is not allowed here.\","
                  + "\"code\":\"method_not_allowed\"}");
      assertThat(client.send(RawClient.request("GET /x", new byte[0])).read().status())
          .isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          nonsense\\r\\n\\r\\n                                              | 400 | bad_request
          GET /%zz HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n                        | 400 | bad_request
          GET / HTTP/1.1\\r\\n\\r\\n                                        | 400 | bad_request
          GET / HTTP/1.0\\r\\n\\r\\n                                        | 505 | http_version_not_supported
          POST /api/check HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: x\\r\\n\\r\\n | 400 | bad_request
          POST /api/check HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nzz\\r\\n | 400 | invalid_json
          """)
  void what_is_no_http_is_refused_in_the_same_form(String request, int status, String code) {
    try (var client = new RawClient(service.port())) {
      client.send(request.translateEscapes());

      var answer = client.read();

      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.body())
          .startsWith("{\"success\":false,")
          .endsWith("\"code\":\"" + code + "\"}");
      assertThat(answer.header("content-type")).contains("application/json");
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  /** Otherwise a proxy in front of us could take what follows for something else than we do. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: -1",
        "Content-Length: +2",
        "Content-Length: 2\r\nContent-Length: 3",
        "Content-Length: 2, 3",
        "Content-Length: 2\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: Chunked, identity",
      })
  void a_body_whose_end_is_in_doubt_is_refused_and_the_connection_closed(String headers) {
    try (var client = new RawClient(service.port())) {
      client.send("POST /api/check HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n\r\n{}");

      var answer = client.read();

      assertThat(answer.status()).isEqualTo(400);
      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  private static String request(String phone) {
    return "{\"client_secret\": \"the app's secret\", \"phone\": " + phone + "}";
  }

  private static byte[] blanks(int length) {
    var body = new byte[length];
    Arrays.fill(body, (byte) ' ');
    return body;
  }
}
