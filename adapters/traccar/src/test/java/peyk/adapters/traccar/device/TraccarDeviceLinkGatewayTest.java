package peyk.adapters.traccar.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.traccar.TestConfigs;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.subscription.TraccarSubscriptionGateway;
import peyk.domain.AtOnce;
import peyk.domain.Eventually;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.account.AccountId;
import peyk.domain.device.DeviceId;
import peyk.domain.device.DeviceLinkGateway;
import peyk.domain.device.DeviceLinkGatewayContract;

class TraccarDeviceLinkGatewayTest extends DeviceLinkGatewayContract {
  private final TraccarFixture neighbour = TraccarFixture.start();
  private final TraccarDeviceLinkGateway links = new TraccarDeviceLinkGateway(neighbour.client());

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Override
  protected DeviceLinkGateway links() {
    return links;
  }

  @Override
  protected AccountId someone() {
    return neighbour.someone();
  }

  @Override
  protected DeviceId aDevice() {
    return neighbour.aDevice();
  }

  @Override
  protected boolean isLinked(AccountId account, DeviceId device) {
    return neighbour.traccar().linksOf(device.value()).contains(account.value());
  }

  @Override
  protected boolean isSubscribed(DeviceId device) {
    return neighbour.traccar().linksOf(device.value()).contains(neighbour.self().id());
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }

  @Test
  void a_link_that_is_refused_is_not_forgotten_for_one_404() {
    var ali = someone();
    var car = aDevice();
    neighbour.traccar().requests().failNext("POST", "/api/permissions", 400, 1);
    neighbour.traccar().requests().failNext("GET", "/api/devices/" + car, 404, 1);
    assertThatThrownBy(() -> links.link(ali, car)).isInstanceOf(GatewayUnavailableException.class);
  }

  @Test
  void there_is_never_a_second_row() {
    var ali = someone();
    var car = aDevice();
    links.link(ali, car);
    links.link(ali, car);
    assertThat(neighbour.traccar().linksOf(car.value())).containsExactly(ali.value());
  }

  @Test
  void a_device_that_another_call_is_linking_to_our_user_is_left_to_it() {
    var car = aDevice();
    links.alone(List.of(car), () -> links.subscribe(car));
    assertThat(isSubscribed(car)).isFalse();
    links.subscribe(car);
    assertThat(isSubscribed(car)).isTrue();
  }

  @Test
  void many_calls_that_link_devices_to_our_user_make_one_row_each() {
    var cars = Stream.generate(this::aDevice).limit(5).toList();
    var listening = new TraccarSubscriptionGateway(neighbour.client(), links);
    AtOnce.run(
        20,
        call -> {
          if (call % 2 == 0) {
            listening.link(cars);
          } else {
            links.subscribe(cars.get(call % 5));
          }
          return call;
        });
    assertThat(cars)
        .allSatisfy(car ->
            assertThat(neighbour.traccar().linksOf(car.value()))
                .containsExactly(neighbour.self().id()));
  }

  @Test
  void a_server_that_cannot_be_asked_for_a_link_is_asked_for_the_users_devices() {
    var ali = someone();
    var car = aDevice();
    neighbour.traccar().requests().failNext("GET", "/api/permissions", 405, 2);
    links.link(ali, car);
    links.link(ali, car);
    assertThat(neighbour.traccar().linksOf(car.value())).containsExactly(ali.value());
  }

  @Test
  void a_device_that_is_heard_is_not_asked_for_again() {
    var car = aDevice();
    links.subscribe(car);
    neighbour.traccar().requests().resetCounts();
    links.subscribe(car);
    assertThat(neighbour.traccar().requests().count("GET", "/api/")).isZero();
    assertThat(neighbour.traccar().linksOf(car.value())).hasSize(1);
  }

  @Test
  void those_who_subscribe_at_once_make_one_link() {
    var car = aDevice();
    AtOnce.run(
        16,
        _ -> {
          links.subscribe(car);
          return true;
        });
    assertThat(neighbour.traccar().linksOf(car.value())).hasSize(1);
  }

  /** The ids of the two would share a bin of a small hash table. */
  @Test
  void a_call_that_hangs_holds_up_no_other_device() {
    var slow = aDevice();
    var other = Stream.generate(this::aDevice).limit(16).toList().getLast();
    neighbour.traccar().requests().hangNext("POST", "/api/permissions");
    var hanging = CompletableFuture.runAsync(() -> links.subscribe(slow));
    Eventually.until("it hangs", () -> neighbour.traccar().requests().hanging() == 1);

    links.subscribe(other);

    assertThat(isSubscribed(other)).isTrue();
    assertThat(hanging).isNotDone();
    neighbour.traccar().requests().releaseHanging();
  }

  @Test
  void a_device_that_was_linked_before_is_not_linked_again() {
    var car = aDevice();
    neighbour.traccar().link(neighbour.self().id(), car.value());
    links.subscribe(car);
    assertThat(neighbour.traccar().linksOf(car.value())).hasSize(1);
  }

  @Test
  void the_service_account_hears_nothing_and_asks_for_nothing() {
    var car = aDevice();
    try (var client =
        neighbour.anotherClient(c -> TestConfigs.token(c, neighbour.traccar().serviceToken()))) {
      new TraccarDeviceLinkGateway(client).subscribe(car);
    }
    assertThat(neighbour.traccar().linksOf(car.value())).isEmpty();
  }
}
