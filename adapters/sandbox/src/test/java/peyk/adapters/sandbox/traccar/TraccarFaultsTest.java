package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.RestClient;

/** Requests that a test makes fail. */
class TraccarFaultsTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);
  private static final Duration SHORT_TIMEOUT = Duration.ofMillis(300);
  private static final String IMEI = "350000000000015";

  private ControllableTraccar traccar;
  private SimulatedAccount admin;
  private RestClient asAdmin;

  @BeforeEach
  void start() {
    traccar = ControllableTraccar.start(TraccarOptions.defaults().withAnswerDelay(Duration.ZERO));
    admin = traccar.administrator();
    asAdmin = RestClient.of(traccar).bearer(admin.token());
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  @Test
  void down_is_refused_connections_and_cut_sockets_and_up_is_the_same_port_and_state() {
    var deviceId = traccar.addDevice(IMEI, "one");
    traccar.link(admin.id(), deviceId);
    var frames = SocketClient.open(traccar, admin.token());
    frames.next();
    var port = traccar.port();
    asAdmin.get("/api/devices");

    traccar.goDown();
    assertThat(frames.awaitEnd()).isEqualTo("no close frame");
    assertThatThrownBy(() -> asAdmin.trySend("GET", "/api/devices", null, TIMEOUT))
        .isInstanceOf(ConnectException.class);
    traccar.emitAnswer(IMEI, "said meanwhile");

    traccar.comeBack();
    assertThat(traccar.port()).isEqualTo(port);
    assertThat(asAdmin.get("/api/devices").json()).hasSize(1);
    assertThat(
            asAdmin
                .get("/api/reports/events?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                .body())
        .contains("said meanwhile");
    try (var again = SocketClient.open(traccar, admin.token())) {
      assertThat(again.next().has("positions")).isTrue();
    }
  }

  @Test
  void it_can_go_down_and_come_back_many_times() {
    for (int time = 0; time < 5; time++) {
      traccar.goDown();
      traccar.comeBack();
      assertThat(asAdmin.get("/api/devices").status()).isEqualTo(200);
    }
  }

  @Test
  void so_many_requests_fail_and_then_they_succeed() {
    traccar.requests().failNext("GET", "/api/devices", 503, 2);

    assertThat(asAdmin.get("/api/devices").status()).isEqualTo(503);
    assertThat(asAdmin.get("/api/users").status()).isEqualTo(200);
    assertThat(asAdmin.get("/api/devices/1").status()).isEqualTo(503);
    assertThat(asAdmin.get("/api/devices").status()).isEqualTo(200);
  }

  @Test
  void a_failure_before_changes_nothing_and_one_after_does() throws IOException {
    var body = "{\"name\":\"x\",\"email\":\"%s\"}";
    traccar.requests().failNext("POST", "/api/users", 500, 1);
    assertThat(asAdmin.post("/api/users", body.formatted("a")).status()).isEqualTo(500);
    traccar.requests().failAfter("POST", "/api/users", 500, 1);
    assertThat(asAdmin.post("/api/users", body.formatted("b")).status()).isEqualTo(500);
    traccar.requests().cutNext("POST", "/api/users", 1);
    cut(body.formatted("c"));
    traccar.requests().cutAfter("POST", "/api/users", 1);
    cut(body.formatted("d"));

    assertThat(traccar.user("a")).isEmpty();
    assertThat(traccar.user("b")).isPresent();
    assertThat(traccar.user("c")).isEmpty();
    assertThat(traccar.user("d")).isPresent();
  }

  private void cut(String body) {
    assertThatThrownBy(() ->
            asAdmin
                .with("Content-Type", "application/json")
                .trySend("POST", "/api/users", body, TIMEOUT))
        .isInstanceOf(IOException.class)
        .isNotInstanceOf(HttpTimeoutException.class);
  }

  @Test
  void a_request_hangs_until_the_client_has_enough() throws IOException {
    traccar.requests().hangNext("GET", "/api/devices");

    assertThatThrownBy(() -> asAdmin.trySend("GET", "/api/devices", null, SHORT_TIMEOUT))
        .isInstanceOf(HttpTimeoutException.class);
    assertThat(asAdmin.trySend("GET", "/api/devices", null, TIMEOUT).status()).isEqualTo(200);
  }

  @Test
  void a_hanging_request_ends_when_it_is_released_or_all_goes_down() {
    for (Runnable end : new Runnable[] {traccar.requests()::releaseHanging, traccar::goDown}) {
      // A POST: the client would try a GET again.
      traccar.requests().hangNext("POST", "/api/devices");
      var hanging =
          CompletableFuture.supplyAsync(() -> {
            try {
              return "answer " + asAdmin.trySend("POST", "/api/devices", "{}", TIMEOUT).status();
            } catch (IOException e) {
              return "cut";
            }
          });
      assertThat(traccar.await(TIMEOUT, () -> traccar.requests().hanging() == 1)).isTrue();
      end.run();
      assertThat(hanging.join()).isEqualTo("cut");
    }
  }

  @Test
  void slowness_delays_every_answer() {
    traccar.requests().slow(SHORT_TIMEOUT);
    var asked = System.nanoTime();
    asAdmin.get("/api/devices");

    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThanOrEqualTo(SHORT_TIMEOUT);
    traccar.requests().clearFaults();
  }

  @Test
  void requests_are_counted_by_method_and_path() {
    asAdmin.get("/api/devices?all=true");
    asAdmin.get("/api/devices/4711");
    asAdmin.delete("/api/devices/4711");

    assertThat(traccar.requests().count("GET", "/api/devices")).isEqualTo(2);
    assertThat(traccar.requests().count("GET", "/api/devices/4711")).isEqualTo(1);
    assertThat(traccar.requests().count("DELETE", "/api/devices")).isEqualTo(1);
  }

  @Test
  void a_restart_leaves_trackers_offline_without_a_word() {
    traccar.addDevice(IMEI, "one");
    traccar.connect(IMEI);
    traccar.restart();

    assertThat(traccar.device(IMEI).orElseThrow().status()).isEqualTo("offline");
    traccar.connect(IMEI);
    assertThat(traccar.device(IMEI).orElseThrow().status()).isEqualTo("online");
  }
}
