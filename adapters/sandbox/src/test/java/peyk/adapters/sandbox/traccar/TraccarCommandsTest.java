package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.RestClient;

/** Commands to trackers that are connected, disconnected or unknown. */
class TraccarCommandsTest {
  private static final String IMEI = "350000000000015";

  private ControllableTraccar traccar;
  private RestClient asAdmin;
  private long deviceId;

  @BeforeEach
  void start() {
    traccar = ControllableTraccar.start();
    asAdmin = RestClient.of(traccar).bearer(traccar.administrator().token());
    deviceId = traccar.addDevice(IMEI, "one");
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  @Test
  void a_command_to_a_connected_tracker_is_echoed() {
    traccar.connect(IMEI);

    assertThat(send("getver", true).status()).isEqualTo(200);
    assertThat(send("getver", true).body())
        .isEqualTo(
            """
            {"id":0,"attributes":{"data":"getver","noQueue":true},"deviceId":1,"type":"custom",\
            "textChannel":false,"description":null}\
            """);
    assertThat(send("getimsi", false).status()).isEqualTo(200);
    assertThat(traccar.commandsSentTo(IMEI)).containsExactly("getver", "getver", "getimsi");
  }

  @Test
  void without_a_queue_a_command_to_an_absent_tracker_is_400() {
    var refused = send("getver", true);

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.firstLine()).isEqualTo("java.lang.RuntimeException: Failed to send command");
    traccar.connect(IMEI);
    assertThat(traccar.commandsSentTo(IMEI)).isEmpty();
  }

  @Test
  void a_queued_command_goes_out_when_the_tracker_returns() {
    var queued = send("getver", false);
    assertThat(queued.status()).isEqualTo(202);
    assertThat(queued.body())
        .isEqualTo(
            """
            {"id":1,"attributes":{"data":"getver"},"deviceId":1,"type":"custom",\
            "textChannel":false}\
            """);

    traccar.connect(IMEI);
    assertThat(traccar.commandsSentTo(IMEI)).containsExactly("getver");
    traccar.disconnect(IMEI);
    traccar.connect(IMEI);
    assertThat(traccar.commandsSentTo(IMEI)).as("once only").containsExactly("getver");
  }

  @Test
  void a_tracker_that_was_given_up_gets_no_commands() {
    traccar.connect(IMEI);
    traccar.timeOut(IMEI);

    assertThat(traccar.device(IMEI).orElseThrow().status()).isEqualTo("unknown");
    assertThat(send("getver", true).status()).isEqualTo(400);
  }

  @Test
  void a_missing_device_is_a_null_pointer() {
    var body = "{\"deviceId\":4711,\"type\":\"custom\",\"attributes\":{\"data\":\"getver\"}}";
    var missing = asAdmin.post("/api/commands/send", body);

    assertThat(missing.status()).isEqualTo(400);
    assertThat(missing.firstLine()).startsWith("java.lang.NullPointerException");
  }

  @Test
  void a_device_of_somebody_else_is_denied_and_no_link_is_needed_to_administrate() {
    traccar.connect(IMEI);
    var userId = traccar.addUser("09120000051", "p");

    assertThat(sendAs(traccar.tokenFor(userId)).firstLine())
        .isEqualTo("java.lang.SecurityException: Device access denied");
    traccar.link(userId, deviceId);
    assertThat(sendAs(traccar.tokenFor(userId)).status()).isEqualTo(200);
    assertThat(sendAs(traccar.serviceToken()).status()).isEqualTo(200);
  }

  @Test
  void a_type_that_the_tracker_does_not_know_is_refused() {
    traccar.connect(IMEI);
    var refused =
        asAdmin.post(
            "/api/commands/send",
            "{\"deviceId\":%d,\"type\":\"positionSingle\"}".formatted(deviceId));

    assertThat(refused.firstLine())
        .isEqualTo(
            "java.lang.RuntimeException: Command positionSingle is not supported in protocol"
                + " teltonika");
  }

  @Test
  void pairs_of_hex_digits_go_out_as_bytes_and_other_letters_as_question_marks() {
    traccar.connect(IMEI);
    send("abcd", true);
    send("10", true);
    send("abc", true);
    send("سلام ok", true);
    send("hello {uniqueId}", true);

    assertThat(traccar.commandsSentTo(IMEI))
        .containsExactly("\u00ab\u00cd", "\u0010", "abc", "???? ok", "hello " + IMEI);
  }

  private RestClient.Answer send(String data, boolean noQueue) {
    return asAdmin.post("/api/commands/send", body(data, noQueue));
  }

  private RestClient.Answer sendAs(String token) {
    return RestClient.of(traccar).bearer(token).post("/api/commands/send", body("getver", true));
  }

  private String body(String data, boolean noQueue) {
    return "{\"deviceId\":%d,\"type\":\"custom\",\"attributes\":{\"data\":\"%s\"%s}}"
        .formatted(deviceId, data, noQueue ? ",\"noQueue\":true" : "");
  }
}
