package peyk.adapters.traccar.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.traccar.LogCapture;
import peyk.adapters.traccar.StubServer;
import peyk.adapters.traccar.TestConfigs;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.account.TraccarAccountGateway;
import peyk.adapters.traccar.device.TraccarDeviceLinkGateway;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Anonymous;
import peyk.adapters.traccar.rest.ApiRequest.Credentials.Session;
import peyk.adapters.traccar.subscription.TraccarSubscriptionGateway;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.account.Login;
import peyk.domain.account.SessionToken;

class TraccarClientTest {
  private static final ApiRequest READ = ApiRequest.get("read user", "/users/1");
  private static final ApiRequest WRITE =
      ApiRequest.post("send command", "/commands/send", List.of());
  private static final Duration IMPATIENT = Duration.ofMillis(400);

  private final TraccarFixture neighbour = TraccarFixture.start();
  private final TraccarClient client = neighbour.client();

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Test
  void a_traccar_that_is_down_is_unavailable_and_available_again_when_it_is_back() {
    neighbour.traccar().goDown();
    assertThatThrownBy(() -> client.send(READ))
        .isInstanceOf(GatewayUnavailableException.class)
        .hasMessage("Traccar cannot be reached, to read user");
    assertThat(client.health().status().reachableSince()).isEmpty();
    assertThat(client.health().status().lastError()).contains("Traccar cannot be reached");
    neighbour.traccar().comeBack();
    assertThat(client.send(READ).status()).isEqualTo(200);
    assertThat(client.health().status().reachableSince()).isPresent();
  }

  @Test
  void many_failures_open_the_breaker_and_one_success_closes_it() {
    neighbour.traccar().requests().failNext("GET", "/api/users", 503, Integer.MAX_VALUE);
    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> client.send(READ)).isInstanceOf(GatewayUnavailableException.class);
    }
    var asked = neighbour.traccar().requests().count("GET", "/api/users");
    assertThatThrownBy(() -> client.send(READ))
        .hasMessage("Traccar failed too often to be asked just now");
    assertThat(neighbour.traccar().requests().count("GET", "/api/users")).isEqualTo(asked);
    neighbour.traccar().requests().clearFaults();
    Eventually.until("Traccar is asked again", this::answers);
    assertThat(AtOnce.run(20, _ -> client.send(READ).status())).containsOnly(200);
  }

  @Test
  void many_errors_in_a_row_are_told_as_an_outage_and_one_answer_ends_it() {
    neighbour.traccar().requests().failNext("GET", "/api/users", 500, 10);
    client.health().answered();
    for (int i = 0; i < 10; i++) {
      assertThat(client.health().status().reachableSince()).isPresent();
      assertThatThrownBy(() -> client.send(READ)).isInstanceOf(GatewayUnavailableException.class);
    }
    assertThat(client.health().status().reachableSince()).isEmpty();
    assertThat(client.send(READ).isSuccess()).isTrue();
    assertThat(client.health().status().reachableSince()).isPresent();
  }

  private boolean answers() {
    try {
      return client.send(READ).isSuccess();
    } catch (GatewayUnavailableException e) {
      return false;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 500})
  void what_is_no_outage_does_not_open_the_breaker(int status) {
    neighbour.traccar().requests().failNext("GET", "/api/users", status, 30);
    for (int i = 0; i < 30; i++) {
      try {
        assertThat(client.send(READ).status()).isEqualTo(status);
      } catch (GatewayUnavailableException e) {
        assertThat(status).isEqualTo(500);
      }
    }
    assertThat(client.send(READ).status()).isEqualTo(200);
  }

  @Test
  void a_read_whose_connection_broke_is_repeated() {
    neighbour.traccar().requests().cutNext("GET", "/api/users", 1);
    assertThat(client.send(READ).status()).isEqualTo(200);
  }

  @Test
  void a_write_whose_connection_broke_is_not_repeated() {
    neighbour.traccar().requests().cutNext("POST", "/api/commands/send", 1);
    assertThatThrownBy(() -> client.send(WRITE)).isInstanceOf(GatewayUnavailableException.class);
    assertThat(neighbour.traccar().requests().count("POST", "/api/commands/send")).isEqualTo(1);
  }

  @Test
  void a_traccar_that_does_not_answer_is_not_waited_for_long() {
    neighbour.traccar().requests().hangNext("GET", "/api/users");
    try (var impatient = neighbour.anotherClient(c -> TestConfigs.requestTimeout(c, IMPATIENT))) {
      assertThatThrownBy(() -> impatient.send(READ))
          .isInstanceOf(GatewayUnavailableException.class)
          .hasMessage("Traccar did not answer in time, to read user");
    }
    neighbour.traccar().requests().releaseHanging();
  }

  @Test
  void an_answer_that_stops_in_the_middle_is_not_waited_for_long() {
    var end = new CountDownLatch(1);
    try (var server =
            StubServer.doing(exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write("[{\"id\":1},".getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
              awaitQuietly(end);
            });
        var impatient = client(server.uri(), "token")) {
      assertThatThrownBy(() -> impatient.send(READ))
          .isInstanceOf(GatewayUnavailableException.class);
      assertThatThrownBy(() -> impatient.readRows(READ.withTimeout(IMPATIENT), _ -> true))
          .isInstanceOf(GatewayUnavailableException.class);
      end.countDown();
    }
  }

  @Test
  void only_so_many_calls_are_under_way_at_once() {
    var now = new AtomicInteger();
    var most = new AtomicInteger();
    var gate = new CountDownLatch(4);
    try (var server =
            StubServer.doing(exchange -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              gate.countDown();
              awaitQuietly(gate);
              now.decrementAndGet();
              StubServer.send(exchange, 200, "{}");
            });
        var bounded =
            TraccarFixture.client(
                TestConfigs.concurrentCalls(TraccarFixture.config(server.uri(), "token"), 4),
                Instant::now)) {
      assertThat(AtOnce.run(40, _ -> bounded.send(READ).status())).containsOnly(200);
      assertThat(most).hasValue(4);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>confidential</html>", "", "{\"id\":", "confidential"})
  void an_answer_that_is_no_json_is_no_answer_and_is_not_repeated(String body) {
    try (var server = StubServer.answering(200, body);
        var other = client(server.uri(), "token")) {
      var accounts = new TraccarAccountGateway(other);
      assertThatThrownBy(() -> accounts.find(new AccountId(1)))
          .isInstanceOf(GatewayUnavailableException.class)
          .hasNoCause()
          .hasMessage("Traccar's answer cannot be read");
      assertThatThrownBy(() -> accounts.find(new Login("09120000001")))
          .isInstanceOf(GatewayUnavailableException.class)
          .hasMessageNotContaining("confidential");
    }
  }

  @Test
  void an_answer_beyond_all_measure_is_no_answer() {
    try (var server = StubServer.answering(200, "[" + " ".repeat(17 * 1024 * 1024) + "]");
        var other = client(server.uri(), "token")) {
      assertThatThrownBy(() -> other.send(READ)).isInstanceOf(GatewayUnavailableException.class);
    }
  }

  @Test
  void a_token_of_our_own_that_is_refused_is_an_outage_and_is_told_once() {
    neighbour.traccar().disableUser(neighbour.self().id());
    try (var log = new LogCapture()) {
      var accounts = new TraccarAccountGateway(client);
      for (int i = 0; i < 3; i++) {
        assertThatThrownBy(() -> accounts.find(new AccountId(1)))
            .isInstanceOf(GatewayUnavailableException.class)
            .hasMessage("Traccar refuses this service's own token");
      }
      assertThat(log.linesWith("refuses the token")).hasSize(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "AAAA", "a.b.c"})
  void with_a_token_that_is_none_nobody_seems_to_be_missing(String token) {
    var id = neighbour.someone();
    try (var stranger = neighbour.anotherClient(c -> TestConfigs.token(c, token))) {
      var accounts = new TraccarAccountGateway(stranger);
      assertThatThrownBy(() -> accounts.find(id)).isInstanceOf(GatewayUnavailableException.class);
      assertThatThrownBy(() -> accounts.find(new Login("user1@example.org")))
          .isInstanceOf(GatewayUnavailableException.class);
      assertThatThrownBy(() -> accounts.mintToken(id, Duration.ofDays(1)))
          .isInstanceOf(GatewayUnavailableException.class);
    }
  }

  @Test
  void a_plain_users_token_does_not_make_others_seem_to_be_missing() {
    var plain = neighbour.someone();
    var id = neighbour.someone();
    var token = neighbour.traccar().tokenFor(plain.value());
    try (var stranger = neighbour.anotherClient(c -> TestConfigs.token(c, token))) {
      var accounts = new TraccarAccountGateway(stranger);
      assertThatThrownBy(() -> accounts.find(id)).isInstanceOf(GatewayUnavailableException.class);
    }
  }

  @Test
  void credentials_are_never_mixed() {
    try (var server =
            StubServer.doing(exchange -> {
              exchange.getResponseHeaders().add("Set-Cookie", "JSESSIONID=abc; Path=/");
              StubServer.send(exchange, 200, "{}");
            });
        var other = client(server.uri(), "token")) {
      other.send(READ);
      other.send(READ.with(new Session("xyz")));
      other.send(READ.with(new Anonymous()));
      other.send(READ);
      var requests = server.requests();
      assertThat(requests)
          .extracting(r -> r.has("Authorization"))
          .containsExactly(true, false, false, true);
      assertThat(requests)
          .extracting(r -> r.has("Cookie"))
          .containsExactly(false, true, false, false);
      assertThat(requests.get(1).headers().get("Cookie")).containsExactly("JSESSIONID=xyz");
    }
  }

  @Test
  void the_token_does_not_follow_a_redirection() {
    try (var elsewhere = StubServer.answering(200, "{}");
        var server =
            StubServer.doing(exchange -> {
              exchange.getResponseHeaders().set("Location", elsewhere.uri().toString());
              exchange.sendResponseHeaders(302, -1);
            });
        var other = client(server.uri(), "token")) {
      assertThatThrownBy(() -> other.send(READ)).isInstanceOf(GatewayUnavailableException.class);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @Test
  void no_token_and_no_stack_trace_is_ever_logged_or_thrown() {
    var secret = "c0nf1dential-t0ken";
    try (var log = new LogCapture();
        var stub = StubServer.answering(400, "java.lang.RuntimeException: sql with values");
        var refused = client(stub.uri(), secret);
        var unreachable = client(URI.create("http://127.0.0.1:1"), secret);
        var unknown = neighbour.anotherClient(c -> TestConfigs.token(c, secret))) {
      for (var each : List.of(refused, unreachable, unknown)) {
        var accounts = new TraccarAccountGateway(each);
        var listening = new TraccarSubscriptionGateway(each, new TraccarDeviceLinkGateway(each));
        List<Runnable> calls =
            List.of(
                () -> accounts.find(new Login("09120000001")),
                () -> accounts.find(new AccountId(1)),
                () -> accounts.mintToken(new AccountId(1), Duration.ofDays(1)),
                () -> accounts.ownerOf(new SessionToken(secret)),
                listening::identity,
                listening::fleet,
                listening::linkedDevices);
        for (var call : calls) {
          assertThat(messagesOf(call)).doesNotContain(secret).doesNotContain("sql with");
        }
      }
      assertThat(log.lines()).isNotEmpty();
      assertThat(log.linesWith(secret)).isEmpty();
      assertThat(log.linesWith("sql with")).isEmpty();
    }
  }

  private static String messagesOf(Runnable call) {
    var messages = new StringBuilder();
    try {
      call.run();
    } catch (RuntimeException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        messages.append(cause).append('\n');
      }
    }
    return messages.toString();
  }

  private static TraccarClient client(URI uri, String token) {
    var config = TestConfigs.requestTimeout(TraccarFixture.config(uri, token), IMPATIENT);
    return TraccarFixture.client(config, Instant::now);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
