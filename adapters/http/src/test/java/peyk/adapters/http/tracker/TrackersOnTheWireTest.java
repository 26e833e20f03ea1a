package peyk.adapters.http.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.RawClient;

@Timeout(240)
class TrackersOnTheWireTest {
  private static final String OK = "GET /q.php {a=b} ";
  private static final String NOT_READ =
      "{\"success\":false,\"message\":\"The request cannot be read.\",\"code\":\"bad_request\"}";
  private static final String TOO_LONG =
      "{\"success\":false,\"message\":\"The request is too large.\",\"code\":\"too_large\"}";

  private static TrackerListener listener;

  @BeforeAll
  static void start() {
    listener = TrackerListener.start();
  }

  @AfterAll
  static void stop() {
    listener.close();
  }

  enum Then {
    ENDS,
    STAYS
  }

  /**
   * One request and its answer.
   *
   * @param sent with a character for each byte
   * @param body of the answer, in which the handlers tell what they saw
   */
  record Exchange(String sent, int status, String body, Then then) {
    byte[] bytes() {
      return sent.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return sent.length() > 200 ? sent.substring(0, 200) + "…" : sent;
    }
  }

  private static Exchange ends(String sent, String seen) {
    return new Exchange(sent, 200, seen, Then.ENDS);
  }

  private static Exchange stays(String sent, String seen) {
    return new Exchange(sent, 200, seen, Then.STAYS);
  }

  private static Exchange refused(String sent) {
    return new Exchange(sent, 400, NOT_READ, Then.ENDS);
  }

  /** A query as a tracker writes it, and the parameters that the handler is to see. */
  private static Exchange query(String written, String parameters) {
    return ends("GET /q.php?" + written + " HTTP/1.0\r\n\r\n", "GET /q.php {" + parameters + "} ");
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  static Stream<Exchange> versions() {
    return Stream.of(
        ends("GET /q.php?a=b HTTP/1.0\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nHost: x\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nHost:\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nConnection: close\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nConnection: keep-alive, Close\r\n\r\n", OK),
        stays("GET /q.php?a=b HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", OK),
        stays("GET /q.php?a=b HTTP/1.0\r\nHost: x\r\nCONNECTION:Keep-Alive\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.1\r\n\r\n", OK),
        stays("GET /q.php?a=b HTTP/1.1\r\nConnection: keep-alive\r\n\r\n", OK),
        stays("GET /q.php?a=b HTTP/1.1\r\nHost: x\r\n\r\n", OK),
        stays("GET /q.php?a=b HTTP/1.1\r\nHost: x:8080\r\nConnection: Keep-Alive\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.1\r\nConnection: close\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.1\r\nHost: x\r\nconnection:CLOSE\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.1\r\nHost: x\r\nConnection: TE , Close\r\n\r\n", OK),
        ends("GET /q.php HTTP/1.0\r\n\r\n", "GET /q.php {} "),
        new Exchange(
            "GET /q.php HTTP/1.0\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            400,
            NOT_READ,
            Then.ENDS));
  }

  static Stream<Exchange> lines() {
    return Stream.of(
        ends("GET /q.php?a=b HTTP/1.0\n\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\nHost: x\n\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nHost: x\nUser-Agent: y\r\n\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\nHost: x\r\n\r\n", OK),
        stays("GET /q.php?a=b HTTP/1.1\nHost: x\n\n", OK),
        ends("\r\nGET /q.php?a=b HTTP/1.0\r\n\r\n", OK),
        ends("\nGET /q.php?a=b HTTP/1.0\n\n", OK),
        ends("\r\n\n\r\n\nGET /q.php?a=b HTTP/1.0\r\n\r\n", OK),
        refused("\n\n\n\n\nGET /q.php?a=b HTTP/1.0\r\n\r\n"),
        ends("GET /q.php?a=b HTTP/1.0\r\nHost:x\r\nAccept:*/*\r\nX-Empty:\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nHost x\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\n0\r\nHost: x\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nX: y\r\n folded\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nHost: \t x \t\r\n\r\n", OK),
        ends("GET /q.php?a=b HTTP/1.0\r\nUser-Agent: " + utf8("ردیاب") + "\r\n\r\n", OK),
        ends("GET  \t /q.php?a=b \t HTTP/1.0 \r\n\r\n", OK));
  }

  static Stream<Exchange> targets() {
    return Stream.of(
        query("a=b&c=d%20e", "a=b, c=d e"),
        query("a=\"|[]{}^\\<>`", "a=\"|[]{}^\\<>`"),
        query("a=1:2;3,4/5?6@7", "a=1:2;3,4/5?6@7"),
        query("a=*140#", "a=*140#"),
        query("a=#1#&b=#", "a=#1#, b=#"),
        query("a=b c\td&e= f ", "a=b c\td, e= f"),
        query("a=10%&b=%zz&c=%4&d=%4g&e=%%41", "a=10%, b=%zz, c=%4, d=%4g, e=%A"),
        query("a=" + utf8("اعتبار شما") + "&b=%D8%A7", "a=اعتبار شما, b=ا"),
        query("a=\u0080\u00ff", "a=\ufffd\ufffd"),
        query("a=1+2%2B3", "a=1 2+3"), // Helidon's reading; the raw value has the plus
        query("a=&b&=c", "=c, a=, b="),
        query("", ""),
        ends("GET //q.php?a=b HTTP/1.0\r\n\r\n", OK),
        ends("GET ////q.php?a=b HTTP/1.0\r\n\r\n", OK),
        ends("GET http://x//q.php?a=b HTTP/1.0\r\n\r\n", OK),
        ends("GET HTTP://x:80/q.php?a=b HTTP/1.0\r\n\r\n", OK),
        stays("GET http://x/q.php?a=b HTTP/1.1\r\nHost: x\r\n\r\n", OK),
        ends("GET /%71.php?a=b HTTP/1.0\r\n\r\n", OK),
        ends("GET /a \"b.php HTTP/1.0\r\n\r\n", "GET /a \"b.php {} "),
        query("a=" + "x".repeat(5_000), "a=" + "x".repeat(5_000)),
        query("a=" + "\"".repeat(20_000), "a=" + "\"".repeat(20_000)));
  }

  static Stream<Exchange> bodies() {
    return Stream.of(
        ends("POST /q.php HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc", "POST /q.php {} abc"),
        stays(
            "POST /q.php HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc",
            "POST /q.php {} abc"),
        stays("POST /q.php HTTP/1.1\nHost:x\nContent-Length:3\n\nabc", "POST /q.php {} abc"),
        stays(
            "POST /q.php?a=\" HTTP/1.1\r\nHost: x\r\nContent-Type:\r\nContent-Length: 3\r\n\r\nabc",
            "POST /q.php {a=\"} abc"),
        ends("POST /q.php HTTP/1.0\r\nContent-Length: 5\r\n\r\nabc\r\n", "POST /q.php {} abc\r\n"),
        ends("POST /q.php HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n", "POST /q.php {} abc"),
        stays(
            "POST /q.php HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc\r\n",
            "POST /q.php {} abc"),
        stays(
            "POST /q.php HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc\n\n",
            "POST /q.php {} abc"),
        stays(
            "POST /q.php HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc",
            "POST /q.php {} abc\r\n"),
        ends("POST /q.php HTTP/1.0\r\nContent-Length: 4\r\n\r\nabc", "POST /q.php {} abc\n"),
        ends("POST /unread.php HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc\r\n", "unread"),
        stays("POST /unread.php HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc", "unread"),
        stays(
            "POST /q.php HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
            "POST /q.php {} abc"),
        ends(
            "POST /q.php HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc",
            "POST /q.php {} abc"),
        ends("POST /q.php HTTP/1.0\r\nContent-Length: 0\r\n\r\n", "POST /q.php {} "),
        ends("POST /q.php HTTP/1.0\r\n\r\n", "POST /q.php {} "),
        ends("GET /q.php?a=b HTTP/1.0\r\nContent-Length: 2\r\n\r\n\r\n", OK + "\r\n"));
  }

  static Stream<Exchange> nonsense() {
    var line = "GET /q.php?a=b HTTP/1.0\r\n";
    return Stream.of(
        refused("GET /q.php?a=b\r\n\r\n"),
        refused("GET /q.php?a=b HTTP/1.2\r\n\r\n"),
        refused("GET /q.php?a=b HTTP/2.0\r\n\r\n"),
        refused("GET /q.php?a=b http/1.1\r\n\r\n"),
        refused("GET /q.php?a=b c d\r\n\r\n"),
        refused("G=T /q.php?a=b HTTP/1.0\r\n\r\n"),
        refused("GET q.php?a=b HTTP/1.0\r\n\r\n"),
        refused("GET ftp://x/q.php?a=b HTTP/1.0\r\n\r\n"),
        refused("GET /q.php?a=\0 HTTP/1.0\r\n\r\n"),
        refused("GET /q.php?a=\u0001 HTTP/1.0\r\n\r\n"),
        refused("GET /q.php?a=b\rc HTTP/1.0\r\n\r\n"),
        refused("\0".repeat(100)),
        refused("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003" + "B".repeat(32)),
        refused("\u0080\u00ff".repeat(5_000)),
        refused("\r\n".repeat(5)),
        refused("\n".repeat(100_000)),
        refused("\r\r\n"),
        refused(" GET /q.php HTTP/1.0\r\n\r\n"),
        refused(line + "Host : x\r\n\r\n"),
        refused(line + ": x\r\n\r\n"),
        refused(line + " folded: x\r\n\r\n"),
        refused(line + "X: \0\r\n\r\n"),
        refused(line + "X: y\rz\r\n\r\n"),
        refused(line + "Host: x\r\nHost: y\r\n\r\n"),
        refused(line + "Host: \"\r\n\r\n"),
        refused("POST /q.php HTTP/1.0\r\nContent-Length: x\r\n\r\n"),
        refused("POST /q.php HTTP/1.0\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"),
        refused("POST /q.php HTTP/1.1\r\nContent-Length: -1\r\n\r\nab"),
        refused(line + "X: " + "y".repeat(17_000) + "\r\n\r\n"),
        new Exchange("GET /q.php?a=" + "b".repeat(100_000), 414, TOO_LONG, Then.ENDS),
        new Exchange("GET /q.php?a=" + "b".repeat(2_000_000), 414, TOO_LONG, Then.ENDS),
        new Exchange(
            "GET /q.php?a=" + "\"".repeat(60_000) + " HTTP/1.0\r\n\r\n", 414, TOO_LONG, Then.ENDS),
        new Exchange("G".repeat(100_000), 414, TOO_LONG, Then.ENDS),
        new Exchange(line + "X: y\r\n".repeat(20_000), 431, TOO_LONG, Then.ENDS),
        new Exchange(line + "X: " + "y".repeat(200_000), 431, TOO_LONG, Then.ENDS));
  }

  static Stream<Exchange> othersKeepToTheStandard() {
    var host = "Host: x\r\n\r\n";
    return Stream.of(
        new Exchange(
            "GET /api HTTP/1.0\r\n" + host,
            505,
            "{\"success\":false,\"message\":\"Use HTTP/1.1.\","
                + "\"code\":\"http_version_not_supported\"}",
            Then.ENDS),
        stays("GET /api?a=b HTTP/1.1\r\n" + host, "GET /api {a=b} "),
        stays("GET /api?x=/q.php HTTP/1.1\r\n" + host, "GET /api {x=/q.php} "),
        stays("POST /api HTTP/1.1\r\nContent-Length: 3\r\n" + host + "abc", "POST /api {} abc"),
        stays(
            "GET //api?a=" + "b".repeat(5000) + " HTTP/1.1\r\n" + host,
            "GET /api {a=" + "b".repeat(5000) + "} "),
        ends("GET /api?a=b HTTP/1.1\r\nconnection:CLOSE\r\n" + host, "GET /api {a=b} "),
        refused("GET /api HTTP/1.1\r\n\r\n"),
        refused("GET /api HTTP/1.1\n" + host),
        refused("GET /api HTTP/1.1\r\nX: y\n" + host),
        refused("\r\nGET /api HTTP/1.1\r\n" + host),
        refused("GET /api?a=\" HTTP/1.1\r\n" + host),
        refused("GET /api?a=b c HTTP/1.1\r\n" + host),
        refused("GET /api?a=%zz HTTP/1.1\r\n" + host),
        refused("GET /api?a=" + utf8("ا") + " HTTP/1.1\r\n" + host),
        refused("GET /q.php/api?a=\" HTTP/1.1\r\n" + host),
        refused("GET /q.PHP?a=\" HTTP/1.1\r\n" + host),
        refused("GET /q.php%3Fa=\" HTTP/1.1\r\n" + host),
        refused("nonsense\r\n\r\n"));
  }

  @ParameterizedTest
  @MethodSource({"versions", "lines", "targets", "bodies", "nonsense", "othersKeepToTheStandard"})
  void each_request_gets_its_answer_and_then_its_end(Exchange exchange) {
    try (var client = new RawClient(listener.port())) {
      var answer = client.send(exchange.bytes()).read();

      assertThat(answer.status()).isEqualTo(exchange.status());
      assertThat(answer.body()).isEqualTo(exchange.body());
      assertThat(answer.header("content-length")).isPresent();
      assertThat(answer.header("transfer-encoding")).isEmpty();
      switch (exchange.then()) {
        case ENDS -> {
          assertThat(answer.header("connection")).contains("close");
          assertThat(client.isEndedByServer()).isTrue();
        }
        case STAYS -> {
          assertThat(answer.header("connection")).contains("keep-alive");
          assertThat(client.send("\r\nGET /q.php?a=b HTTP/1.1\nHost:x\n\n").read().body())
              .isEqualTo(OK);
          client.send(RawClient.request("GET /bare", new byte[0], "Connection: close"));
          assertThat(client.read().body()).isEqualTo("bare");
          assertThat(client.isEndedByServer()).isTrue();
        }
      }
    }
  }

  static Stream<Exchange> shortOnes() {
    var body = stays("POST /q.php HTTP/1.1\nHost:x\nContent-Length:3\n\nabc", "POST /q.php {} abc");
    return Stream.of(Stream.of(body), versions(), lines(), targets())
        .flatMap(exchanges -> exchanges)
        .filter(exchange -> exchange.sent().length() < 1000);
  }

  @ParameterizedTest
  @MethodSource("shortOnes")
  void bytes_may_come_one_by_one(Exchange exchange) {
    try (var client = new RawClient(listener.port())) {
      for (var b : exchange.bytes()) {
        client.send(new byte[] {b});
      }

      assertThat(client.read().body()).isEqualTo(exchange.body());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0\n\n",
        "HTTP/1.0\r\nHost: x\r\n\r\n",
        "HTTP/1.1\r\nConnection: Close\r\n\r\n"
      })
  void an_answer_to_head_has_no_body(String rest) {
    try (var client = new RawClient(listener.port())) {
      var head = client.send("HEAD /q.php?a=b " + rest).readHead();

      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-length")).contains("18");
      assertThat(client.isEndedByServer()).isTrue();
    }
  }

  @Test
  void requests_of_all_kinds_may_follow_each_other_without_waiting() {
    var requests =
        "GET /q.php?a=1\" HTTP/1.1\nHost:x\n\n"
            + "POST /q.php HTTP/1.1\r\nHost: x\r\nContent-Length: 20\r\n\r\nGET /q.php HTTP/1.0\n"
            + "GET /bare HTTP/1.1\r\nHost: x\r\n\r\n"
            + "GET /bare HTTP/1.1\r\nHost: x\r\n\r\n"
            + "POST /api HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na\nb"
            + "\nPOST /q.php?a= HTTP/1.0\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\nc"
            + "GET /q.php?a=last HTTP/1.0\r\n\r\n"
            + "GET /q.php?a=never HTTP/1.0\r\n\r\n";
    try (var client = new RawClient(listener.port())) {
      client.send(requests);

      assertThat(client.read().body()).isEqualTo("GET /q.php {a=1\"} ");
      assertThat(client.read().body()).isEqualTo("POST /q.php {} GET /q.php HTTP/1.0\n");
      assertThat(client.read().body()).isEqualTo("bare");
      assertThat(client.read().body()).isEqualTo("bare");
      assertThat(client.read().body()).isEqualTo("POST /api {} a\nb");
      assertThat(client.read().body()).isEqualTo("POST /q.php {a=} c");
      assertThat(client.read().body()).isEqualTo("GET /q.php {a=last} ");
      assertThat(client.isEndedByServer()).isTrue();
    }
  }

  @Test
  void many_requests_may_use_one_connection() {
    try (var client = new RawClient(listener.port())) {
      for (int i = 0; i < 200; i++) {
        client.send("POST /q.php?a=|" + i + " HTTP/1.1\nHost:x\nContent-Length: 2\n\nab\r\n");
        assertThat(client.read().body()).isEqualTo("POST /q.php {a=|" + i + "} ab");
        client.send(RawClient.request("GET /q.php?a=b", new byte[0]));
        assertThat(client.read().body()).isEqualTo(OK);
        client.send(RawClient.request("GET /q.php?a=b&i=" + i, RawClient.ascii("body")));
        assertThat(client.read().body()).isEqualTo("GET /q.php {a=b, i=" + i + "} body");
        client.send("GET /q.php?a=b HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assertThat(client.read().body()).isEqualTo(OK);
      }
    }
  }

  @Test
  void a_line_break_that_comes_after_all_does_no_harm() {
    try (var client = new RawClient(listener.port())) {
      client.send("POST /q.php HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nabc");
      assertThat(client.read().body()).isEqualTo("POST /q.php {} abc\r\n");

      client.send("\r\nPOST /q.php HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
      assertThat(client.read().body()).isEqualTo("POST /q.php {} abc");
    }
  }

  @Test
  void who_asks_before_sending_a_body_is_told_to_go_on() {
    try (var client = new RawClient(listener.port())) {
      client.send("POST /q.php HTTP/1.1\nHost:x\nExpect:100-continue\nContent-Length:2\n\n");
      assertThat(client.readHead().status()).isEqualTo(100);
      assertThat(client.send("ab").read().body()).isEqualTo("POST /q.php {} ab");
    }
  }

  @Test
  void hosts_are_passed_on_and_made_up_only_where_there_is_none() {
    assertThat(host("HTTP/1.0\nHost: peyk.test:8080\n\n")).contains("peyk.test:8080");
    assertThat(host("HTTP/1.0\nhost:\n\n")).contains("unknown");
    assertThat(host("HTTP/1.1\n\n")).contains("unknown");
  }

  private static Optional<String> host(String rest) {
    return RawClient.ask(listener.port(), RawClient.ascii("GET /q.php " + rest)).header("x-host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\r\n", "junk that nobody asked for"})
  void what_comes_after_the_body_does_not_destroy_the_answer(String more) {
    for (int time = 0; time < 20; time++) {
      try (var client = new RawClient(listener.port())) {
        client.send("POST /q.php HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc");
        client.send(more);

        assertThat(client.read().body()).isEqualTo("POST /q.php {} abc");
        assertThat(client.isEndedByServer()).isTrue();
      }
    }
  }

  @Test
  void admins_do_not_speak_like_trackers() {
    try (var admin = TrackerListener.startWithoutDialect()) {
      assertThat(status(admin, "GET /q.php HTTP/1.0\r\n\r\n")).isEqualTo(505);
      assertThat(status(admin, "GET /q.php HTTP/1.1\r\n\r\n")).isEqualTo(400);
      assertThat(status(admin, "GET /q.php HTTP/1.1\nHost: x\n\n")).isEqualTo(400);
      assertThat(status(admin, "GET /q.php HTTP/1.1\r\nHost: x\r\n\r\n")).isEqualTo(200);
      assertThat(status(admin, "GET /q.php?" + "a".repeat(5000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
          .isEqualTo(414);
    }
  }

  private static int status(TrackerListener listener, String request) {
    return RawClient.ask(listener.port(), RawClient.ascii(request)).status();
  }
}
