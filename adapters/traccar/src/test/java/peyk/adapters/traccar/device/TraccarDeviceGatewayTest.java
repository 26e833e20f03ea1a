package peyk.adapters.traccar.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.traccar.TraccarOptions;
import peyk.adapters.traccar.TraccarFixture;
import peyk.adapters.traccar.rest.ApiRequest;
import peyk.adapters.traccar.rest.LosslessJson;
import peyk.domain.GatewayUnavailableException;
import peyk.domain.RequestRefusedException;
import peyk.domain.account.AccountId;
import peyk.domain.device.Device;
import peyk.domain.device.DeviceGateway;
import peyk.domain.device.DeviceGateway.Edit;
import peyk.domain.device.DeviceGatewayContract;
import peyk.domain.device.DeviceId;
import peyk.domain.device.Imei;
import peyk.domain.tracker.TrackerIndex;

class TraccarDeviceGatewayTest extends DeviceGatewayContract {
  private static final String IMEI = "350123450000001";

  private final TraccarFixture neighbour = TraccarFixture.start(options());
  private final TrackerIndex index = new TrackerIndex();
  private final TraccarDeviceGateway devices = new TraccarDeviceGateway(neighbour.client(), index);
  private final Map<DeviceId, String> imeis = new HashMap<>();

  /** The server to test with. */
  protected TraccarOptions options() {
    return TraccarOptions.defaults();
  }

  @AfterEach
  void close() {
    neighbour.close();
  }

  @Override
  protected DeviceGateway devices() {
    return devices;
  }

  @Override
  protected DeviceId add(
      String uniqueId,
      String name,
      Optional<String> model,
      Map<String, @Nullable Object> attributes) {
    var added = neighbour.traccar().addDevice(uniqueId, name, model.orElse(null), attributes);
    imeis.put(new DeviceId(added), uniqueId);
    return new DeviceId(added);
  }

  @Override
  protected void remove(DeviceId device) {
    neighbour.traccar().deleteDevice(imeis.get(device));
  }

  @Override
  protected void connect(DeviceId device) {
    neighbour.traccar().connect(imeis.get(device));
  }

  @Override
  protected AccountId someone() {
    return neighbour.someone();
  }

  @Override
  protected void link(AccountId account, DeviceId device) {
    neighbour.traccar().link(account.value(), device.value());
  }

  @Override
  protected void breakDown() {
    neighbour.traccar().goDown();
  }

  @Test
  void a_known_tracker_is_asked_for_by_its_id_and_searched_for_only_if_that_is_another() {
    var device = add(IMEI, "car", Optional.empty(), Map.of());
    var other = add("350123450000009", "other", Optional.empty(), Map.of());
    index.replace(Map.of(new Imei(IMEI), device));
    assertThat(devices.find(new Imei(IMEI)).orElseThrow().id()).isEqualTo(device);
    assertThat(searches()).isZero();

    index.replace(Map.of(new Imei(IMEI), other));
    assertThat(devices.find(new Imei(IMEI)).orElseThrow().id()).isEqualTo(device);

    index.replace(Map.of(new Imei(IMEI), new DeviceId(4711)));
    assertThat(devices.find(new Imei(IMEI)).orElseThrow().id()).isEqualTo(device);
  }

  /** Requests for one device have a longer path. */
  private int searches() {
    var requests = neighbour.traccar().requests();
    return requests.count("GET", "/api/devices") - requests.count("GET", "/api/devices/");
  }

  @Test
  void a_search_reads_the_rest_only_if_its_first_results_are_others() {
    var cars =
        IntStream.range(0, 9)
            .mapToObj(i -> add("35012345000010" + i, "car " + i, Optional.of("needle"), Map.of()))
            .toList();
    var wanted = add(IMEI, "the needle", Optional.empty(), Map.of());
    neighbour.traccar().requests().resetCounts();

    assertThat(devices.search("car", 3)).extracting(Device::id).isSubsetOf(cars).hasSize(3);
    assertThat(searches()).isEqualTo(1);
    assertThat(devices.search("needle", 3)).extracting(Device::id).containsExactly(wanted);
    assertThat(searches()).isEqualTo(3);
  }

  @Test
  void nothing_is_written_when_nothing_changes() {
    var id = add(IMEI, "car", Optional.of("m"), Map.of("a", 1.5));
    devices.update(id, device -> new Edit<>(device.with("a", 1.5).named("car"), ""));
    assertThat(neighbour.traccar().requests().count("PUT", "/api/devices")).isZero();
  }

  @Test
  void an_update_reads_again_before_it_writes_once() {
    var id = add(IMEI, "car", Optional.empty(), Map.of());
    neighbour.traccar().requests().resetCounts();
    devices.update(id, device -> new Edit<>(device.named("new").ofModel("m").with("a", 1), ""));
    assertThat(neighbour.traccar().requests().count("GET", "/api/")).isEqualTo(2);
    assertThat(neighbour.traccar().requests().count("PUT", "/api/")).isEqualTo(1);
  }

  @Test
  void what_the_domain_does_not_know_stays_as_it_is() {
    var group =
        neighbour
            .client()
            .sendOrThrow(ApiRequest.post("seed", "/groups", Map.of("name", "g")))
            .json();
    var id = add(IMEI, "car", Optional.empty(), Map.of());
    var path = "/devices/" + id;
    ObjectNode seeded =
        neighbour.client().sendOrThrow(ApiRequest.get("seed", path)).json().deepCopy();
    seeded.put("phone", "09350000001").put("contact", "Ali").put("category", "car");
    seeded.put("groupId", group.path("id").asLong());
    neighbour.client().sendOrThrow(ApiRequest.put("seed", path, seeded));
    devices.update(id, device -> new Edit<>(device.with("a", "b"), ""));
    var written = neighbour.client().sendOrThrow(ApiRequest.get("look", path)).json();
    assertThat(LosslessJson.text(written, "phone")).isEqualTo("09350000001");
    assertThat(LosslessJson.text(written, "contact")).isEqualTo("Ali");
    assertThat(LosslessJson.text(written, "category")).isEqualTo("car");
    assertThat(written.path("groupId")).isEqualTo(group.path("id"));
    assertThat(LosslessJson.text(written.path("attributes"), "a")).isEqualTo("b");
  }

  @Test
  void a_device_that_others_change_all_the_time_is_left_for_later() {
    var id = add(IMEI, "car", Optional.empty(), Map.of("app", 0L));
    assertThatThrownBy(() ->
            devices.update(
                id,
                device -> {
                  var next = Long.parseLong(String.valueOf(device.attributes().get("app"))) + 1;
                  devices.update(id, other -> new Edit<>(other.with("app", next), ""));
                  return new Edit<>(device.with("imsi", "432350000000001"), "");
                }))
        .isInstanceOf(GatewayUnavailableException.class);
    assertThat(devices.get(id).orElseThrow().attributes()).containsOnlyKeys("app");
  }

  @Test
  void one_404_is_not_absence() {
    var id = add(IMEI, "car", Optional.empty(), Map.of());
    neighbour.traccar().requests().failNext("GET", "/api/devices/" + id, 404, 1);
    assertThat(devices.get(id)).isPresent();
    neighbour.traccar().requests().failNext("GET", "/api/devices/" + id, 404, 1);
    assertThat(devices.update(id, device -> new Edit<>(device.named("new"), "done")))
        .contains("done");
  }

  @Test
  void a_proxy_that_answers_404_to_everything_is_an_outage() {
    var id = add(IMEI, "car", Optional.empty(), Map.of());
    neighbour.traccar().requests().failNext("GET", "/api/", 404, Integer.MAX_VALUE);
    assertThatThrownBy(() -> devices.get(id)).isInstanceOf(GatewayUnavailableException.class);
    assertThatThrownBy(() -> devices.update(id, device -> new Edit<>(device, "")))
        .isInstanceOf(GatewayUnavailableException.class);
  }

  @Test
  void a_refusal_says_nothing_of_what_was_to_be_written() {
    var id = add(IMEI, "car", Optional.empty(), Map.of());
    assertThatThrownBy(
            () -> devices.update(id, d -> new Edit<>(d.with("k", "confidential".repeat(400)), "")))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessageNotContaining("confidential")
        .hasMessageNotContaining("Exception")
        .hasNoCause();
  }

  @Test
  void a_traccar_that_cannot_ask_its_database_is_away_and_refuses_nothing() {
    var id = add(IMEI, "car", Optional.empty(), Map.of());
    neighbour.traccar().requests().failNext("GET", "/api/", 400, Integer.MAX_VALUE);
    assertThatThrownBy(() -> devices.update(id, device -> new Edit<>(device, "")))
        .isInstanceOf(GatewayUnavailableException.class)
        .isNotInstanceOf(RequestRefusedException.class);
  }
}
