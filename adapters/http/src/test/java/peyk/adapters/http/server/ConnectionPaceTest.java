package peyk.adapters.http.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import peyk.adapters.http.RawClient;
import peyk.adapters.http.Service;
import peyk.adapters.http.mobile.CorsOrigins;
import peyk.domain.ClientAddress;
import peyk.domain.Eventually;

class ConnectionPaceTest {
  private static final ClientAddress ADDRESS = new ClientAddress("192.0.2.1");
  private static final ClientAddress OTHER = new ClientAddress("192.0.2.2");

  private static final byte[] REQUEST = RawClient.request("GET /nowhere", new byte[0]);

  private final Queue<Runnable> afterGap = new ArrayDeque<>();
  private final ConnectionPace pace =
      new ConnectionPace(2, Metrics.createMeterRegistry(), afterGap::add);

  private static boolean mayBegin(CountDownLatch turn) {
    return turn.getCount() == 0;
  }

  @Test
  void the_first_connections_of_each_address_begin_at_once() {
    for (var address : List.of(ADDRESS, OTHER)) {
      assertThat(mayBegin(pace.enter(address))).isTrue();
      assertThat(mayBegin(pace.enter(address))).isTrue();
      assertThat(mayBegin(pace.enter(address))).isFalse();
    }
  }

  @Test
  void further_ones_begin_one_after_each_gap_the_newest_first() {
    pace.enter(ADDRESS);
    pace.enter(ADDRESS);
    var first = pace.enter(ADDRESS);
    var second = pace.enter(ADDRESS);
    var third = pace.enter(ADDRESS);

    assertThat(afterGap).hasSize(1);
    afterGap.remove().run();
    assertThat(List.of(mayBegin(first), mayBegin(second), mayBegin(third)))
        .containsExactly(false, false, true);

    var fourth = pace.enter(ADDRESS);
    afterGap.remove().run();
    assertThat(mayBegin(fourth)).isTrue();

    afterGap.remove().run();
    afterGap.remove().run();
    assertThat(mayBegin(first)).isTrue();
    assertThat(afterGap).isEmpty();
  }

  @Test
  void connections_that_ended_do_not_count() {
    pace.enter(ADDRESS);
    pace.enter(ADDRESS);
    pace.leave(ADDRESS);

    assertThat(mayBegin(pace.enter(ADDRESS))).isTrue();
    assertThat(mayBegin(pace.enter(ADDRESS))).isFalse();
  }

  @Test
  void a_connection_that_waited_is_served_and_one_that_ended_makes_none_wait() {
    var usual = ServerLimits.DEFAULT;
    var limits =
        new ServerLimits(
            usual.bodyBytes(),
            usual.connections(),
            2,
            usual.receivedBytes(),
            usual.requestTimeout(),
            usual.idleTimeout(),
            usual.shutdownTimeout());
    var config = Service.config(limits, TrustedProxies.none(), new CorsOrigins(List.of("*")));
    try (var service = Service.start(config)) {
      try (var one = new RawClient(service.port());
          var other = new RawClient(service.port())) {
        assertThat(one.send(REQUEST).read().status()).isEqualTo(404);
        assertThat(other.send(REQUEST).read().status()).isEqualTo(404);
        assertThat(waits(service)).isTrue();
      }
      Eventually.until("no connection waits", () -> !waits(service));
    }
  }

  private static boolean waits(Service service) {
    var before = delayed(service);
    assertThat(RawClient.ask(service.port(), REQUEST).status()).isEqualTo(404);
    return delayed(service) > before;
  }

  private static double delayed(Service service) {
    var metrics = RawClient.request("GET /observe/metrics", new byte[0]);
    return RawClient.ask(service.adminPort(), metrics)
        .body()
        .lines()
        .filter(line -> line.startsWith("peyk_http_connections_delayed_total"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
