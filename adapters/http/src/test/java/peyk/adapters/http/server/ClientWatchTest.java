package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import io.helidon.metrics.api.Metrics;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.Service;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.domain.Eventually;
import peyk.domain.GrowingTimeout;

@Timeout(240)
class ClientWatchTest {
  private static final byte[] CODE_REQUEST =
      RawClient.postOf(
          "/api/otprequest",
          RawClient.ascii("{\"client_secret\":\"the app's secret\",\"phone\":\"09120000001\"}"));

  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(400);

  private @Nullable Service service;

  private RawClient connect(Duration requestTimeout, Duration idleTimeout, int connections) {
    stop();
    service =
        Service.start(
            Service.config(
                new ServerLimits(
                    16 * 1024 * 1024,
                    connections,
                    ServerLimits.DEFAULT.unpacedConnections(),
                    ServerLimits.DEFAULT.receivedBytes(),
                    requestTimeout,
                    idleTimeout,
                    Duration.ofSeconds(10)),
                TrustedProxies.none(),
                new CorsOrigins(List.of("*"))));
    return new RawClient(service.port());
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "P",
        "POST /api/check HTTP/1.1",
        "POST /api/check HTTP/1.1\r\nHost: a\r\nConte",
        "POST /api/check HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n",
        "POST /api/check HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{",
        "POST /api/check HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
      })
  void a_request_that_stays_half_sent_ends_the_connection(String half) {
    try (var client = connect(SHORT, LONG, 10)) {
      client.send(half);

      assertThat(client.isClosedByServer()).isTrue();
    }
  }

  @Test
  void a_rest_that_nobody_needs_may_take_as_long_as_a_silence() throws Exception {
    GrowingTimeout.from(
        SHORT,
        timeout -> {
          try (var client = connect(LONG, timeout, 10)) {
            client.send("POST /nothing HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n{");

            assertThat(client.read().status()).isEqualTo(404);
            assertThat(client.isClosedByServer()).isTrue();
          }
        });
  }

  @Test
  void dripping_bytes_does_not_help() {
    try (var client = connect(SHORT, LONG, 10)) {
      client.send("POST /api/check HTTP/1.1\r\nHost: a\r\nContent-Length: 15000\r\n\r\n");
      var drops = 0;
      while (!client.isClosedWithin(Duration.ofMillis(10))) {
        client.send(" ");
        drops++;
      }
      assertThat(drops).isBetween(1, 14_999);
    }
  }

  @Test
  void a_second_request_has_as_much_time_as_the_first() throws Exception {
    GrowingTimeout.from(
        SHORT,
        timeout -> {
          try (var client = connect(timeout, LONG, 10)) {
            client.send(RawClient.request("GET /nothing", new byte[0]));
            assertThat(client.read().status()).isEqualTo(404);

            client.send("GET /nothing HTTP/1.1\r\nHo");

            assertThat(client.isClosedByServer()).isTrue();
          }
        });
  }

  @Test
  void a_silent_connection_is_closed_in_its_own_time() throws Exception {
    GrowingTimeout.from(
        SHORT,
        timeout -> {
          try (var client = connect(LONG, timeout, 10)) {
            assertThat(client.isClosedByServer()).isTrue();
          }
          try (var client = new RawClient(service.port())) {
            client.send(RawClient.request("GET /nothing", new byte[0]));
            assertThat(client.read().status()).isEqualTo(404);
            assertThat(client.isClosedByServer()).isTrue();
          }
        });
  }

  @Test
  void a_slow_answer_is_nobodys_lateness() throws Exception {
    GrowingTimeout.from(SHORT, this::assertSlowAnswersMayTakeLongerThan);
  }

  private void assertSlowAnswersMayTakeLongerThan(Duration timeout) {
    var release = new CountDownLatch(1);
    try (var client = connect(timeout, timeout, 10);
        var idle = new RawClient(service.port())) {
      service.sms.whileSending(() -> Eventually.await(release));
      client.send(CODE_REQUEST);

      // another connection's end tells that the time is up
      assertThat(idle.isClosedByServer()).isTrue();
      release.countDown();

      assertThat(client.read().status()).isEqualTo(200);
    }
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_client_that_is_being_answered_is_not_dropped_for_the_sake_of_another() {
    var received = new ReceivedBytes(100, Metrics.createMeterRegistry());
    var answered = new ClientWatch(ServerLimits.DEFAULT, Duration.ZERO, received, () -> {});
    var other = new ClientWatch(ServerLimits.DEFAULT, Duration.ZERO, received, () -> {});
    answered.watch(() -> new byte[90]);

    answered.watch(whileWriting(() -> other.watch(() -> new byte[50]))).write(BufferData.empty());

    assertThat(answered.isDropped()).isFalse();
    assertThat(other.isDropped()).isTrue();
  }

  @Test
  @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void while_a_dropped_connection_is_closed_the_bytes_of_others_are_counted() {
    var received = new ReceivedBytes(100, Metrics.createMeterRegistry());
    var other = new ClientWatch(ServerLimits.DEFAULT, Duration.ZERO, received, () -> {});
    Runnable closing = () -> CompletableFuture.runAsync(() -> received.release(other)).join();
    var dropped = new ClientWatch(ServerLimits.DEFAULT, Duration.ZERO, received, closing);

    dropped.watch(() -> new byte[200]);

    assertThat(dropped.isDropped()).isTrue();
  }

  private static DataWriter whileWriting(Runnable event) {
    return new DataWriter() {
      @Override
      public void write(BufferData... buffers) {
        event.run();
      }

      @Override
      public void write(BufferData buffer) {
        event.run();
      }

      @Override
      public void writeNow(BufferData... buffers) {
        event.run();
      }

      @Override
      public void writeNow(BufferData buffer) {
        event.run();
      }
    };
  }

  @Test
  void half_sent_requests_do_not_keep_others_out_for_long() throws Exception {
    GrowingTimeout.from(
        SHORT,
        timeout -> {
          var half = new ArrayList<RawClient>();
          half.add(connect(timeout, LONG, 5));
          for (int i = 0; i < 10; i++) {
            half.add(new RawClient(service.port()));
          }
          half.forEach(client -> client.send("POST /api/check HTTP/1.1\r\nHost"));

          assertThat(service.post("/api/check", "{}").status()).isEqualTo(200);

          half.forEach(RawClient::close);
        });
  }

  @Test
  @Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void a_client_that_never_reads_does_not_keep_others_out() throws Exception {
    GrowingTimeout.from(
        SHORT,
        timeout -> {
          try (var deaf = connect(timeout, LONG, 1)) {
            assertThatThrownBy(() -> sendForEver(deaf)).isInstanceOf(UncheckedIOException.class);

            assertThat(service.post("/api/check", "{}").status()).isEqualTo(200);
          }
        });
  }

  private static void sendForEver(RawClient client) {
    var requests = RawClient.request("GET /nothing", new byte[0]);
    while (true) {
      client.send(requests);
    }
  }

  @Test
  void a_request_in_hand_is_answered_when_the_service_stops() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    try (var client = connect(LONG, LONG, 10);
        var silent = new RawClient(service.port())) {
      service.sms.whileSending(() -> {
        begun.countDown();
        Eventually.await(release);
      });
      client.send(CODE_REQUEST);
      Eventually.await(begun);
      var stopping = Thread.ofVirtual().start(service::close);

      assertThat(silent.isClosedByServer()).isTrue();
      release.countDown();

      assertThat(client.read().body()).startsWith("{\"success\":true,");
      assertThat(client.isClosedByServer()).isTrue();
      stopping.join();
    }
  }
}
