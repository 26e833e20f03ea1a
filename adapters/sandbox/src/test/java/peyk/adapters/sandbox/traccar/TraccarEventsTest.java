package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.RestClient;
import peyk.adapters.sandbox.TestClock;

/** Reports of earlier events. */
class TraccarEventsTest {
  private static final String IMEI = "350000000000015";
  private static final String DAY = "from=2026-10-05T00:00:00Z&to=2026-10-06T00:00:00Z";

  private final TestClock clock = new TestClock();
  private ControllableTraccar traccar;
  private SimulatedAccount admin;
  private RestClient asAdmin;
  private long deviceId;

  @BeforeEach
  void start() {
    traccar =
        ControllableTraccar.start(
            TraccarOptions.defaults().withClock(clock).withAnswerDelay(Duration.ZERO));
    admin = traccar.administrator();
    asAdmin = RestClient.of(traccar).bearer(admin.token());
    deviceId = traccar.addDevice(IMEI, "one");
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  @Test
  void an_event_is_stored_whether_or_not_anybody_hears_of_it() {
    answer("VERSION:2.1.0d MODEL:95/2");

    assertThat(asAdmin.get("/api/events/1").body())
        .isEqualTo(
            """
            {"id":1,"attributes":{"result":"VERSION:2.1.0d MODEL:95/2"},"deviceId":1,\
            "type":"commandResult","eventTime":"2026-10-05T06:07:08.123+00:00","positionId":1,\
            "geofenceId":0,"maintenanceId":0}\
            """);
    assertThat(asAdmin.get("/api/events/2").status()).isEqualTo(404);
  }

  @Test
  void a_report_has_the_devices_that_are_linked_to_the_caller_only() {
    answer("one");
    assertThat(results(DAY + "&deviceId=" + deviceId)).isEmpty();

    traccar.link(admin.id(), deviceId);
    assertThat(results(DAY + "&deviceId=" + deviceId)).containsExactly("one");
    assertThat(results(DAY)).containsExactly("one");
    assertThat(results(DAY + "&deviceId=4711")).isEmpty();
    assertThat(
            RestClient.of(traccar)
                .bearer(traccar.serviceToken())
                .get("/api/reports/events?" + DAY)
                .body())
        .isEqualTo("[]");
  }

  @Test
  void a_report_is_ordered_and_has_both_ends() {
    traccar.link(admin.id(), deviceId);
    answer("one");
    clock.advance(Duration.ofSeconds(1));
    answer("two");
    clock.advance(Duration.ofSeconds(1));
    answer("three");

    assertThat(results("from=2026-10-05T06:07:08.123Z&to=2026-10-05T06:07:09.123Z"))
        .containsExactly("one", "two");
    assertThat(results("from=2026-10-05T09:37:09.123%2B03:30&to=2026-10-06T00:00:00Z"))
        .containsExactly("two", "three");
  }

  @Test
  void a_report_can_be_limited_to_types() {
    traccar.link(admin.id(), deviceId);
    answer("one");
    traccar.emitEvent(IMEI, "ignitionOn", Map.of());
    traccar.emitEvent(IMEI, "ignitionOff", Map.of());

    assertThat(types(DAY)).containsExactly("commandResult", "ignitionOn", "ignitionOff");
    assertThat(types(DAY + "&type=commandResult&type=ignitionOff"))
        .containsExactly("commandResult", "ignitionOff");
  }

  @Test
  void a_report_needs_both_times_with_a_zone() {
    assertThat(asAdmin.get("/api/reports/events?deviceId=1").status()).isEqualTo(400);
    assertThat(asAdmin.get("/api/reports/events?from=2026-10-05&to=2026-10-06").status())
        .isEqualTo(404);
    assertThat(
            asAdmin
                .get("/api/reports/events?from=2026-10-05T09:00:00+03:30&to=2026-10-06T00:00:00Z")
                .status())
        .as("a plus is a blank")
        .isEqualTo(404);
  }

  @Test
  void an_answer_that_does_not_fit_is_in_no_report() {
    traccar.link(admin.id(), deviceId);
    traccar.emitAnswer(IMEI, "x".repeat(4500));
    answer("short");

    assertThat(results(DAY)).containsExactly("short");
  }

  @Test
  void the_latest_position_holds_the_answer_for_every_linked_user_to_read() {
    answer("PASS:1234");
    var userId = traccar.addUser("09120000061", "p");
    var asUser = RestClient.of(traccar).bearer(traccar.tokenFor(userId));
    assertThat(asUser.get("/api/positions").body()).isEqualTo("[]");

    traccar.link(userId, deviceId);
    var position = asUser.get("/api/positions?deviceId=" + deviceId).json().path(0);
    assertThat(position.path("attributes").path("result").asText()).isEqualTo("PASS:1234");
    assertThat(position.path("attributes").path("type").asInt()).isEqualTo(6);
  }

  private void answer(String text) {
    traccar.emitAnswer(IMEI, text);
    assertThat(
            traccar.await(
                Duration.ofMinutes(2),
                () -> asAdmin.get("/api/positions?deviceId=1").body().contains(text)))
        .isTrue();
  }

  private List<String> results(String query) {
    return asAdmin.get("/api/reports/events?" + query).json().findValuesAsText("result");
  }

  private List<String> types(String query) {
    return asAdmin.get("/api/reports/events?" + query).json().findValuesAsText("type");
  }
}
