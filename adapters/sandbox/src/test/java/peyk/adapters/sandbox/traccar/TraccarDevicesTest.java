package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.RestClient;
import peyk.adapters.sandbox.trackers.SimulatedFleet;

/** Devices: finding them, and the traps of a PUT. */
class TraccarDevicesTest {
  private static final String LINKED = "350000000000015";
  private static final String OTHER = "350000000000023";

  private ControllableTraccar traccar;
  private SimulatedAccount admin;
  private RestClient asAdmin;
  private long linkedId;
  private long otherId;

  @BeforeEach
  void start() {
    traccar = ControllableTraccar.start();
    admin = traccar.administrator();
    asAdmin = RestClient.of(traccar).bearer(admin.token());
    linkedId = traccar.addDevice(LINKED, "b", "T950", Map.of("k", "v"));
    otherId = traccar.addDevice(OTHER, "a");
    traccar.link(admin.id(), linkedId);
    traccar.link(admin.id(), linkedId);
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  @Test
  void only_linked_devices_are_found_by_imei_and_by_id() {
    assertThat(imeis("uniqueId=" + LINKED)).containsExactly(LINKED);
    assertThat(imeis("uniqueId=" + OTHER)).isEmpty();
    assertThat(imeis("all=true&uniqueId=" + OTHER)).isEmpty();
    assertThat(imeis("id=" + linkedId + "&id=" + otherId)).containsExactly(LINKED);
    assertThat(imeis("")).containsExactly(LINKED);
  }

  @Test
  void many_devices_can_be_seeded_and_few_or_all_are_listed_in_order_of_their_names() {
    traccar.seedDevices(100);
    assertThat(traccar.device(SimulatedFleet.imei(99)).orElseThrow().status()).isEqualTo("online");
    assertThat(traccar.linkedDeviceCount(admin.id())).isEqualTo(1);
    assertThat(imeis("all=true")).hasSize(102);
    for (int index = 99; index >= 0; index--) {
      traccar.link(admin.id(), traccar.device(SimulatedFleet.imei(index)).orElseThrow().id());
      assertThat(imeis("").subList(0, 100 - index)).isSorted().hasSize(100 - index);
    }
    assertThat(traccar.linkedDeviceCount(admin.id())).isEqualTo(101);
  }

  @Test
  void an_administrator_finds_any_by_keyword_and_by_path() {
    assertThat(imeis("all=true&keyword=" + OTHER)).containsExactly(OTHER);
    assertThat(imeis("all=true&keyword=t950")).containsExactly(LINKED);
    assertThat(imeis("keyword=" + OTHER)).isEmpty();
    assertThat(asAdmin.get("/api/devices/" + otherId).json().path("uniqueId").asText())
        .isEqualTo(OTHER);
    assertThat(imeis("all=true")).containsExactly(OTHER, LINKED);
    assertThat(imeis("all=true&limit=1&offset=1")).containsExactly(LINKED);
    assertThat(
            asAdmin
                .get("/api/devices?excludeAttributes=true")
                .json()
                .path(0)
                .path("attributes")
                .isEmpty())
        .isTrue();
  }

  @Test
  void the_devices_of_a_user_are_listed() {
    assertThat(imeis("userId=" + admin.id())).containsExactly(LINKED);
    assertThat(imeis("userId=4711")).isEmpty();
  }

  @Test
  void the_service_account_has_no_devices_but_sees_all_that_it_asks_for() {
    var asService = RestClient.of(traccar).bearer(traccar.serviceToken());

    assertThat(asService.get("/api/devices").json()).isEmpty();
    assertThat(asService.get("/api/devices?all=true").json()).hasSize(2);
    assertThat(asService.get("/api/devices/" + otherId).status()).isEqualTo(200);
  }

  @Test
  void a_plain_user_sees_what_is_linked_to_him_whatever_he_asks() {
    var userId = traccar.addUser("09120000031", "p");
    traccar.link(userId, otherId);
    var asUser = RestClient.of(traccar).bearer(traccar.tokenFor(userId));

    assertThat(asUser.get("/api/devices?all=true").json()).hasSize(1);
    assertThat(asUser.get("/api/devices/" + otherId).status()).isEqualTo(200);
    assertThat(asUser.get("/api/devices/" + linkedId).firstLine())
        .isEqualTo("java.lang.SecurityException: Device access denied");
    assertThat(asUser.get("/api/devices?userId=" + admin.id()).status()).isEqualTo(400);
  }

  @Test
  void an_app_that_saves_a_stale_copy_undoes_what_others_changed() {
    var copy = traccar.copyOf(LINKED);
    traccar.setAttributes(LINKED, Map.of("k", "v", "imsi", "432110000000001"));
    traccar.connect(LINKED);

    copy.saveWithName("app");

    var device = traccar.device(LINKED).orElseThrow();
    assertThat(device.name()).isEqualTo("app");
    assertThat(device.attributes()).isEqualTo(Map.of("k", "v"));
    assertThat(device.status()).as("the server's own").isEqualTo("online");
    assertThat(traccar.writesTo(LINKED)).isEqualTo(1);
  }

  @Test
  void a_missing_device_is_404_with_a_page() {
    assertThat(asAdmin.get("/api/devices/4711").status()).isEqualTo(404);
    assertThat(asAdmin.get("/api/devices/4711").contentType()).startsWith("text/html");
    assertThat(asAdmin.delete("/api/devices/4711").status()).isEqualTo(204);
  }

  @Test
  void a_new_device_is_linked_to_its_maker_unless_that_is_the_service_account() {
    var made = asAdmin.post("/api/devices", "{\"name\":\"c\",\"uniqueId\":\"350000000000031\"}");
    assertThat(made.body())
        .isEqualTo(
            """
            {"id":3,"attributes":{},"groupId":0,"calendarId":0,"name":"c",\
            "uniqueId":"350000000000031","status":"offline","lastUpdate":null,"positionId":0,\
            "phone":null,"model":null,"contact":null,"category":null,"disabled":false,\
            "expirationTime":null}\
            """);
    assertThat(traccar.linksOf(3)).containsExactly(admin.id());

    var asService = RestClient.of(traccar).bearer(traccar.serviceToken());
    var id =
        asService.post("/api/devices", "{\"name\":\"d\",\"uniqueId\":\"350000000000049\"}").id();
    assertThat(traccar.linksOf(id)).isEmpty();
  }

  @Test
  void name_and_imei_are_required_and_the_imei_is_unique() {
    assertThat(asAdmin.post("/api/devices", "{\"name\":\"c\"}").status()).isEqualTo(400);
    assertThat(asAdmin.post("/api/devices", "{\"uniqueId\":\"c\"}").status()).isEqualTo(400);
    assertThat(
            asAdmin.post("/api/devices", "{\"name\":\"c\",\"uniqueId\":\"" + LINKED + "\"}").body())
        .contains("Unique index or primary key violation");
    assertThat(asAdmin.put("/api/devices/" + linkedId, "{\"id\":" + linkedId + "}").status())
        .isEqualTo(400);
  }

  @Test
  void a_put_empties_what_it_leaves_out() {
    put(linkedId, "{\"id\":%d,\"name\":\"new\",\"uniqueId\":\"%s\"}".formatted(linkedId, LINKED));

    var device = traccar.device(LINKED).orElseThrow();
    assertThat(device.name()).isEqualTo("new");
    assertThat(device.model()).isNull();
    assertThat(device.attributes()).isEmpty();
    assertThat(traccar.writesTo(LINKED)).isEqualTo(1);
  }

  @Test
  void types_of_attributes_survive() {
    var attributes = "{\"i\":1,\"d\":1.5,\"b\":true,\"n\":null,\"o\":{\"l\":[1,\"x\"]}}";
    put(
        linkedId,
        "{\"id\":%d,\"name\":\"b\",\"uniqueId\":\"%s\",\"attributes\":%s}"
            .formatted(linkedId, LINKED, attributes));

    assertThat(asAdmin.get("/api/devices/" + linkedId).json().path("attributes").toString())
        .isEqualTo(attributes);
  }

  @Test
  void a_put_does_not_change_the_status_though_its_answer_says_so() {
    var answer =
        put(
            linkedId,
            "{\"id\":%d,\"name\":\"b\",\"uniqueId\":\"%s\",\"status\":\"online\",\"positionId\":77}"
                .formatted(linkedId, LINKED));

    assertThat(answer.json().path("status").asText()).isEqualTo("online");
    assertThat(answer.json().path("positionId").asLong()).isEqualTo(77);
    var stored = asAdmin.get("/api/devices/" + linkedId).json();
    assertThat(stored.path("status").asText()).isEqualTo("offline");
    assertThat(stored.path("positionId").asLong()).isZero();
  }

  @Test
  void what_get_gave_can_be_put_back() {
    var before = asAdmin.get("/api/devices/" + linkedId).body();

    assertThat(put(linkedId, before).body()).isEqualTo(before);
    assertThat(asAdmin.get("/api/devices/" + linkedId).body()).isEqualTo(before);
  }

  @Test
  void the_id_in_the_body_counts() {
    var withoutId = "{\"name\":\"lost\",\"uniqueId\":\"" + LINKED + "\"}";
    assertThat(put(linkedId, withoutId).status()).isEqualTo(200);
    assertThat(traccar.device(LINKED).orElseThrow().name()).isEqualTo("b");
    assertThat(traccar.writesTo(LINKED)).isZero();

    put(linkedId, "{\"id\":%d,\"name\":\"moved\",\"uniqueId\":\"%s\"}".formatted(otherId, OTHER));
    assertThat(traccar.device(LINKED).orElseThrow().name()).isEqualTo("b");
    assertThat(traccar.device(OTHER).orElseThrow().name()).isEqualTo("moved");
  }

  @Test
  void a_put_of_a_missing_device_is_200_and_changes_nothing() {
    assertThat(put(4711, "{\"id\":4711,\"name\":\"ghost\",\"uniqueId\":\"ghost\"}").status())
        .isEqualTo(200);
    assertThat(traccar.device("ghost")).isEmpty();
  }

  @Test
  void attributes_hold_4000_characters() {
    var body = "{\"id\":%d,\"name\":\"b\",\"uniqueId\":\"%s\",\"attributes\":{\"x\":\"%s\"}}";

    assertThat(put(linkedId, body.formatted(linkedId, LINKED, "y".repeat(3992))).status())
        .isEqualTo(200);
    assertThat(put(linkedId, body.formatted(linkedId, LINKED, "y".repeat(3993))).status())
        .isEqualTo(400);
  }

  @Test
  void unknown_properties_bad_json_and_other_content_are_refused() {
    assertThat(asAdmin.post("/api/devices", "{\"foo\":1}").contentType()).isEqualTo("text/plain");
    assertThat(asAdmin.post("/api/devices", "{bad").status()).isEqualTo(400);
    assertThat(asAdmin.post("/api/devices", "{bad").contentType()).isEqualTo("text/plain");
    assertThat(asAdmin.send("POST", "/api/devices", "{}").status()).isEqualTo(415);
    assertThat(asAdmin.with("Accept", "text/html").get("/api/devices").status()).isEqualTo(406);
    assertThat(asAdmin.get("/api/nothing").status()).isEqualTo(404);
    assertThat(asAdmin.delete("/api/devices").status()).isEqualTo(405);
    assertThat(asAdmin.get("/api/devices?id=" + "1".repeat(9000)).status()).isEqualTo(414);
  }

  @Test
  void a_linked_user_may_edit_and_delete_unless_he_is_stopped() {
    var userId = traccar.addUser("09120000031", "p");
    traccar.link(userId, otherId);
    var asUser = RestClient.of(traccar).bearer(traccar.tokenFor(userId));
    var body = "{\"id\":%d,\"name\":\"mine\",\"uniqueId\":\"%s\"}".formatted(otherId, OTHER);
    assertThat(asUser.put("/api/devices/" + otherId, body).status()).isEqualTo(200);

    asAdmin.put(
        "/api/users/" + userId,
        "{\"id\":%d,\"name\":\"u\",\"email\":\"09120000031\",\"deviceReadonly\":true,\"limitCommands\":true}"
            .formatted(userId));
    assertThat(asUser.put("/api/devices/" + otherId, body).status()).isEqualTo(400);
    assertThat(asUser.delete("/api/devices/" + otherId).status()).isEqualTo(400);
    assertThat(asUser.post("/api/commands/send", "{\"deviceId\":%d}".formatted(otherId)).status())
        .isEqualTo(400);
  }

  @Test
  void a_deleted_device_takes_its_links_with_it() {
    asAdmin.delete("/api/devices/" + linkedId);

    assertThat(traccar.device(LINKED)).isEmpty();
    assertThat(traccar.linksOf(linkedId)).isEmpty();
    assertThat(imeis("all=true&keyword=" + LINKED)).isEmpty();
  }

  private RestClient.Answer put(long pathId, String body) {
    return asAdmin.put("/api/devices/" + pathId, body);
  }

  private List<String> imeis(String query) {
    var list = asAdmin.get("/api/devices?" + query);
    assertThat(list.status()).isEqualTo(200);
    return list.json().valueStream().map(device -> device.path("uniqueId").asText()).toList();
  }
}
