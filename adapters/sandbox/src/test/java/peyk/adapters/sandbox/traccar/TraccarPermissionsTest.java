package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.RestClient;

/** Links, groups and notifications. */
class TraccarPermissionsTest {
  private ControllableTraccar traccar;
  private RestClient asAdmin;
  private long userId;
  private long deviceId;

  @BeforeEach
  void start() {
    traccar = ControllableTraccar.start();
    asAdmin = RestClient.of(traccar).bearer(traccar.administrator().token());
    userId = traccar.addUser("09120000041", "p");
    deviceId = traccar.addDevice("350000000000015", "one");
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  @Test
  void linking_twice_makes_two_rows_of_one_device_and_one_delete_removes_both() {
    assertThat(link().status()).isEqualTo(204);
    assertThat(link().status()).isEqualTo(204);

    assertThat(traccar.linksOf(deviceId)).containsExactly(userId, userId);
    assertThat(rows()).isEqualTo("[{\"USERID\":2,\"DEVICEID\":1},{\"USERID\":2,\"DEVICEID\":1}]");
    assertThat(asAdmin.get("/api/devices?userId=" + userId).json()).hasSize(1);

    assertThat(asAdmin.delete("/api/permissions", row()).status()).isEqualTo(204);
    assertThat(rows()).isEqualTo("[]");
    assertThat(asAdmin.delete("/api/permissions", row()).status()).isEqualTo(204);
  }

  @Test
  void linking_what_is_missing_is_400_and_unlinking_it_is_204() {
    var missing = "{\"userId\":%d,\"deviceId\":4711}".formatted(userId);

    assertThat(asAdmin.post("/api/permissions", missing).body())
        .contains("Referential integrity constraint violation");
    assertThat(asAdmin.delete("/api/permissions", missing).status()).isEqualTo(204);
  }

  @Test
  void the_order_of_keys_matters() {
    var wrong =
        asAdmin.post(
            "/api/permissions", "{\"deviceId\":%d,\"userId\":%d}".formatted(deviceId, userId));

    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.body()).contains("Table \"TC_DEVICE_USER\" not found");
  }

  @Test
  void the_service_account_can_be_linked_to_nothing() {
    var body = "{\"userId\":%d,\"deviceId\":%d}".formatted(Caller.SERVICE_ACCOUNT_ID, deviceId);

    assertThat(
            RestClient.of(traccar)
                .bearer(traccar.serviceToken())
                .post("/api/permissions", body)
                .status())
        .isEqualTo(400);
  }

  @Test
  void many_links_are_made_and_removed_at_once() {
    var ids = LongStream.range(0, 2000).map(n -> traccar.addDevice("imei" + n, "d" + n)).boxed();
    var rows =
        ids.map(id -> "{\"userId\":%d,\"deviceId\":%d}".formatted(userId, id))
            .collect(Collectors.joining(",", "[", "]"));

    assertThat(asAdmin.post("/api/permissions/bulk", rows).status()).isEqualTo(204);
    assertThat(asAdmin.post("/api/permissions/bulk", rows).status()).isEqualTo(204);
    assertThat(traccar.linksOf(traccar.device("imei7").orElseThrow().id()))
        .containsExactly(userId, userId);
    assertThat(asAdmin.get("/api/devices?userId=" + userId).json()).hasSize(2000);
    assertThat(asAdmin.delete("/api/permissions/bulk", rows).status()).isEqualTo(204);
    assertThat(asAdmin.get("/api/devices?userId=" + userId).json()).isEmpty();
  }

  @Test
  void rows_of_a_bulk_must_be_of_one_kind() {
    var mixed = "[%s,{\"userId\":%d,\"groupId\":1}]".formatted(row(), userId);

    assertThat(asAdmin.post("/api/permissions/bulk", mixed).status()).isEqualTo(400);
    assertThat(traccar.linksOf(deviceId)).isEmpty();
  }

  @Test
  void a_plain_user_links_nobody_but_may_unlink_himself() {
    var asUser = RestClient.of(traccar).bearer(traccar.tokenFor(userId));
    assertThat(asUser.post("/api/permissions", row()).status()).isEqualTo(400);

    traccar.link(userId, deviceId);
    assertThat(asUser.delete("/api/permissions", row()).status()).isEqualTo(204);
    assertThat(traccar.linksOf(deviceId)).isEmpty();
  }

  @Test
  void a_link_to_a_group_counts_for_the_devices_in_it_and_in_groups_inside() {
    var outer = asAdmin.post("/api/groups", "{\"name\":\"outer\"}").id();
    var inner =
        asAdmin.post("/api/groups", "{\"name\":\"inner\",\"groupId\":%d}".formatted(outer)).id();
    asAdmin.put(
        "/api/devices/" + deviceId,
        "{\"id\":%d,\"name\":\"one\",\"uniqueId\":\"350000000000015\",\"groupId\":%d}"
            .formatted(deviceId, inner));
    var asUser = RestClient.of(traccar).bearer(traccar.tokenFor(userId));
    assertThat(asUser.get("/api/devices").json()).isEmpty();

    asAdmin.post("/api/permissions", "{\"userId\":%d,\"groupId\":%d}".formatted(userId, outer));
    assertThat(asUser.get("/api/devices").json()).hasSize(1);
    assertThat(asUser.get("/api/devices?uniqueId=350000000000015").json()).hasSize(1);
    assertThat(asAdmin.get("/api/users?deviceId=" + deviceId).json())
        .as("directly linked ones only")
        .isEmpty();
  }

  @Test
  void a_notification_belongs_to_its_maker_and_nothing_keeps_it_unique() {
    var asUser = RestClient.of(traccar).bearer(traccar.tokenFor(userId));
    var body = "{\"type\":\"commandResult\",\"always\":true,\"notificators\":\"web\"}";

    assertThat(asUser.post("/api/notifications", body).body())
        .isEqualTo(
            """
            {"id":1,"attributes":{},"description":null,"calendarId":0,"always":true,\
            "type":"commandResult","commandId":0,"notificators":"web"}\
            """);
    asUser.post("/api/notifications", body);

    assertThat(asUser.get("/api/notifications").json()).hasSize(2);
    assertThat(traccar.notificationsOf(userId)).hasSize(2);
    assertThat(asAdmin.get("/api/notifications").json()).isEmpty();
    assertThat(asAdmin.get("/api/notifications?userId=" + userId).json()).hasSize(2);
    assertThat(asUser.get("/api/notifications?userId=1").status()).isEqualTo(400);
  }

  @Test
  void a_notification_can_be_replaced_and_removed() {
    var id = traccar.addNotification(userId, "alarm", true, "web");

    asAdmin.put(
        "/api/notifications/" + id,
        "{\"id\":%d,\"type\":\"alarm\",\"notificators\":\"mail\"}".formatted(id));
    assertThat(traccar.notificationsOf(userId))
        .singleElement()
        .satisfies(changed -> assertThat(changed.always()).isFalse());

    asAdmin.delete("/api/notifications/" + id);
    assertThat(traccar.notificationsOf(userId)).isEmpty();
  }

  private RestClient.Answer link() {
    return asAdmin.post("/api/permissions", row());
  }

  private String row() {
    return "{\"userId\":%d,\"deviceId\":%d}".formatted(userId, deviceId);
  }

  private String rows() {
    return asAdmin.get("/api/permissions?userId=%d&deviceId=%d".formatted(userId, deviceId)).body();
  }
}
