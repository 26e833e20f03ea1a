package peyk.adapters.sandbox.traccar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import peyk.adapters.sandbox.RestClient;

/** The notificators that a server is configured with, and those that it lacks. */
class TraccarNotificatorsTest {
  private static final String IMEI = "350000000000015";
  private static final TraccarOptions QUICK =
      TraccarOptions.defaults().withAnswerDelay(Duration.ZERO);

  private ControllableTraccar traccar;
  private SimulatedAccount admin;
  private RestClient asAdmin;

  private void start(TraccarOptions options) {
    traccar = ControllableTraccar.start(options);
    admin = traccar.administrator();
    asAdmin = RestClient.of(traccar).bearer(admin.token());
    var deviceId = traccar.addDevice(IMEI, "one");
    var otherUser = traccar.addUser("09120000071", "p");
    traccar.link(admin.id(), deviceId);
    traccar.link(otherUser, deviceId);
    traccar.addNotification(admin.id(), "ignitionOn", true, "web");
    traccar.addNotification(admin.id(), "ignitionOff", true, "web");
    traccar.addNotification(otherUser, "ignitionOn", true, "mail, firebase");
  }

  @AfterEach
  void stop() {
    traccar.close();
  }

  @Test
  void the_default_ones_are_web_mail_and_command() {
    start(QUICK);
    assertThat(asAdmin.get("/api/notifications/notificators").body())
        .isEqualTo("[{\"type\":\"web\"},{\"type\":\"mail\"},{\"type\":\"command\"}]");
  }

  @Test
  void a_notification_with_a_missing_one_keeps_its_events_from_everybody() {
    start(QUICK);
    try (var frames = SocketClient.open(traccar, admin.token())) {
      traccar.emitEvent(IMEI, "ignitionOn", Map.of());
      traccar.emitEvent(IMEI, "ignitionOff", Map.of());

      assertThat(frames.next("events").path("type").asText()).isEqualTo("ignitionOff");
    }
    assertThat(
            asAdmin
                .get("/api/reports/events?from=2020-01-01T00:00:00Z&to=2100-01-01T00:00:00Z")
                .json()
                .findValuesAsText("type"))
        .containsExactly("ignitionOn", "ignitionOff");
  }

  @Test
  void a_notification_with_configured_ones_disturbs_nobody() {
    start(QUICK.withNotificators("web", "mail", "firebase"));
    assertThat(asAdmin.get("/api/notifications/notificators").json().findValuesAsText("type"))
        .containsExactly("web", "mail", "firebase");
    try (var frames = SocketClient.open(traccar, admin.token())) {
      traccar.emitEvent(IMEI, "ignitionOn", Map.of());

      assertThat(frames.next("events").path("type").asText()).isEqualTo("ignitionOn");
    }
  }
}
