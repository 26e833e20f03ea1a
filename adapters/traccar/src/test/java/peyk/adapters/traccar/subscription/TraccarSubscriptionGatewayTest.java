package peyk.adapters.traccar.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.traccar.TestConfigs;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.device.TraccarDeviceLinkGateway;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.tracker.SubscriptionGateway;
import peyk.domain.tracker.SubscriptionGatewayContract;
import peyk.domain.tracker.TokenOwner;

class TraccarSubscriptionGatewayTest extends SubscriptionGatewayContract {
  private final TraccarFixture neighbour = TraccarFixture.start();
  private final TraccarSubscriptionGateway traccar =
      new TraccarSubscriptionGateway(
          neighbour.client(), new TraccarDeviceLinkGateway(neighbour.client()));

  @Test
  void a_fleet_tells_which_device_a_tracker_is() {
    var device = aDevice();
    neighbour.traccar().addDevice("a phone with an app", "phone", null, Map.of());

    assertThat(traccar.fleet().trackers())
        .containsExactly(Map.entry(new Imei(TraccarFixture.imei(device)), device));
  }

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Override
  protected SubscriptionGateway traccar() {
    return traccar;
  }

  @Override
  protected DeviceId aDevice() {
    return neighbour.aDevice();
  }

  @Override
  protected void connect(DeviceId device) {
    neighbour.traccar().connect(TraccarFixture.imei(device));
  }

  @Override
  protected void disconnect(DeviceId device) {
    neighbour.traccar().disconnect(TraccarFixture.imei(device));
  }

  @Override
  protected void remove(DeviceId device) {
    neighbour.traccar().deleteDevice(TraccarFixture.imei(device));
  }

  @Override
  protected void linkByGroup(DeviceId device) {
    neighbour.linkByGroup(device);
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }

  @Test
  void the_identity_is_that_of_the_token() {
    assertThat(traccar.identity())
        .isEqualTo(new TokenOwner.User(new AccountId(neighbour.self().id()), true));
  }

  @Test
  void a_plain_users_token_is_no_administrators() {
    var id = neighbour.traccar().addUser("plain@example.org", "secret");
    assertThat(identityOf(neighbour.traccar().tokenFor(id)))
        .isEqualTo(new TokenOwner.User(new AccountId(id), false));
  }

  @Test
  void the_service_account_is_recognised_and_has_nothing() {
    var service = neighbour.traccar().serviceToken();
    aDevice();
    assertThat(identityOf(service)).isEqualTo(new TokenOwner.ServiceAccount());
    try (var client = neighbour.anotherClient(c -> TestConfigs.token(c, service))) {
      var listening = new TraccarSubscriptionGateway(client, new TraccarDeviceLinkGateway(client));
      assertThat(listening.linkedDevices()).isEmpty();
      assertThat(listening.fleet().devices()).hasSize(1);
      listening.link(List.of(new DeviceId(1)));
      assertThat(neighbour.traccar().linksOf(1)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "AAAA", "a.b.c"})
  void a_token_that_is_none_is_nobodys(String token) {
    assertThat(identityOf(token)).isEqualTo(new TokenOwner.Nobody());
  }

  @Test
  void links_are_not_doubled_when_one_of_many_devices_is_gone() {
    var first = aDevice();
    var gone = aDevice();
    traccar.link(List.of(first));
    remove(gone);
    traccar.link(List.of(gone));
    assertThat(neighbour.traccar().linksOf(first.value())).hasSize(1);
  }

  @Test
  void a_device_that_a_group_links_is_not_linked_again() {
    var device = aDevice();
    linkByGroup(device);
    traccar.link(List.of(device));
    assertThat(neighbour.traccar().linksOf(device.value())).isEmpty();
  }

  @Test
  void thousands_of_devices_that_share_three_names_are_each_listed_once_and_linked_once() {
    neighbour.traccar().seedDevices(3000, i -> i < 2250 ? "خودرو " + (i % 3 + 1) : "car " + i);
    var all = traccar.fleet().devices();
    assertThat(all).hasSize(3000);
    traccar.link(all);
    traccar.link(all);
    assertThat(traccar.linkedDevices()).isEqualTo(all);
    assertThat(all).allMatch(id -> neighbour.traccar().linksOf(id.value()).size() == 1);
  }

  private TokenOwner identityOf(String token) {
    try (var client = neighbour.anotherClient(c -> TestConfigs.token(c, token))) {
      return new TraccarSubscriptionGateway(client, new TraccarDeviceLinkGateway(client))
          .identity();
    }
  }
}
