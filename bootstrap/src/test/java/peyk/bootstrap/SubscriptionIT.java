package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.traccar.SimulatedNotification;

/** A service without notifications and links repairs its subscription. */
class SubscriptionIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private Neighbourhood around;

  @BeforeEach
  void start() {
    DATABASE.clear(DATABASE.open());
    around = new Neighbourhood(DATABASE.config(), 3);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void without_notifications_and_links_it_repairs_itself_and_then_receives_events() {
    var imei = around.fleet.tracker(0).imei();
    assertThat(around.traccar.notificationsOf(around.administrator.id())).isEmpty();
    assertThat(linksOf(imei)).isEmpty();

    var peyk = around.start();
    awaitTrue(() -> around.get(peyk.adminPort(), "/observe/health").contains("trackers are heard"));
    awaitTrue(() -> around.traccar.openSockets() == 1);
    around.traccar.emitAnswer(imei, "PASS:4711");

    awaitTrue(() -> around.attributeOf(imei, "Device Password").equals("4711"));
    assertThat(around.traccar.notificationsOf(around.administrator.id()))
        .extracting(SimulatedNotification::type)
        .containsExactlyInAnyOrder("commandResult", "deviceOnline");
    assertThat(linksOf(imei)).containsExactly(around.administrator.id());
  }

  @Test
  void what_somebody_takes_away_is_given_back_on_demand_and_events_come_again() {
    var imei = around.fleet.tracker(1).imei();
    var peyk = around.start(Map.of("ADMIN_TOKEN", "admin-word"));
    awaitTrue(() -> around.get(peyk.adminPort(), "/observe/health").contains("trackers are heard"));
    awaitTrue(() -> around.traccar.openSockets() == 1);
    around.traccar.unlink(around.administrator.id(), deviceId(imei));

    assertThat(around.checkHearing(peyk, "admin-word"))
        .contains("1 of 3 devices were not linked to the token's user; they have been linked");

    around.traccar.emitAnswer(imei, "PASS:4712");
    awaitTrue(() -> around.attributeOf(imei, "Device Password").equals("4712"));
    assertThat(around.get(peyk.adminPort(), "/observe/metrics"))
        .contains("peyk_traccar_devices_unlinked", "peyk_traccar_fleet_online")
        .contains("peyk_traccar_last_event_age", "peyk_traccar_answer_delay");
  }

  private List<Long> linksOf(String imei) {
    return around.traccar.linksOf(deviceId(imei));
  }

  private long deviceId(String imei) {
    return around.traccar.device(imei).orElseThrow().id();
  }

  private void awaitTrue(BooleanSupplier condition) {
    assertThat(around.traccar.await(Neighbourhood.PATIENCE, condition)).isTrue();
  }
}
