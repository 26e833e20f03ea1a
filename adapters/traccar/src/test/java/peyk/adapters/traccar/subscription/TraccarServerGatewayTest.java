package peyk.adapters.traccar.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.traccar.StubServer;
import peyk.adapters.traccar.TestConfigs;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.device.TraccarDeviceLinkGateway;
import peyk.domain.device.DeviceId;
import peyk.domain.tracker.ServerGateway;
import peyk.domain.tracker.ServerGatewayContract;

class TraccarServerGatewayTest extends ServerGatewayContract {
  private final TraccarFixture neighbour =
      TraccarFixture.start(TraccarOptions.defaults().withStatusEvents(true));
  private final TraccarServerGateway server = new TraccarServerGateway(neighbour.client());

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Override
  protected ServerGateway server() {
    return server;
  }

  @Override
  protected DeviceId aLinkedDevice() {
    var device = neighbour.aDevice();
    new TraccarSubscriptionGateway(
            neighbour.client(), new TraccarDeviceLinkGateway(neighbour.client()))
        .link(List.of(device));
    return device;
  }

  @Override
  protected Instant comesOnline(DeviceId device) {
    neighbour.traccar().connect(TraccarFixture.imei(device));
    return neighbour.traccar().clock().instant();
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "AAAA"})
  void its_version_is_told_to_whoever_asks(String token) {
    try (var client = neighbour.anotherClient(c -> TestConfigs.token(c, token))) {
      assertThat(new TraccarServerGateway(client).version()).contains("6.14.5");
    }
  }

  @Test
  void where_status_events_are_off_nobody_came_online() {
    try (var quiet = TraccarFixture.start(TraccarOptions.defaults())) {
      var device = quiet.aDevice();
      new TraccarSubscriptionGateway(quiet.client(), new TraccarDeviceLinkGateway(quiet.client()))
          .link(List.of(device));
      quiet.traccar().connect(TraccarFixture.imei(device));
      var now = quiet.traccar().clock().instant();
      assertThat(
              new TraccarServerGateway(quiet.client())
                  .sawComeOnline(List.of(device), now.minusSeconds(60), now.plusSeconds(60)))
          .isFalse();
    }
  }

  @Test
  void a_clock_that_is_ahead_is_noticed() {
    var ahead = Duration.ofMinutes(10);
    var options = TraccarOptions.defaults().withClock(() -> Instant.now().plus(ahead));
    try (var early = TraccarFixture.start(options);
        var client = TraccarFixture.client(early.client().config(), Instant::now)) {
      var gateway = new TraccarServerGateway(client);
      gateway.version();
      var difference = gateway.clockDifference().orElseThrow();
      assertThat(ahead).isBetween(difference.least(), difference.most());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"version\":null}", "{\"version\":\" \"}"})
  void a_server_that_does_not_tell_its_version_has_none(String body) {
    try (var odd = StubServer.answering(200, body);
        var client =
            TraccarFixture.client(TraccarFixture.config(odd.uri(), "token"), Instant::now)) {
      assertThat(new TraccarServerGateway(client).version()).isEmpty();
    }
  }

  @Test
  void the_version_of_a_server_without_that_path_is_unknown() {
    try (var odd = StubServer.answering(404, "<html>");
        var client =
            TraccarFixture.client(TraccarFixture.config(odd.uri(), "token"), Instant::now)) {
      assertThat(new TraccarServerGateway(client).version()).isEmpty();
    }
  }
}
