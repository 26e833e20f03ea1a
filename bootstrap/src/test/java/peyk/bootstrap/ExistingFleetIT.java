package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.trackers.SimulatedFleet;
import peyk.adapters.sandbox.trackers.SimulatedTracker;
import peyk.domain.Endurance;
import peyk.domain.device.DeviceId;
import peyk.domain.provisioning.Provisioning;

/** A service that is new to a large fleet, all of which is online. */
class ExistingFleetIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int FLEET = Endurance.size(11_000, 100_000);
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private Neighbourhood around;
  private PostgresDatabase database;

  @BeforeEach
  void start() {
    database = DATABASE.open();
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), 0);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void nobody_is_provisioned_who_was_there_before_the_service_but_who_comes_later_is() {
    around.traccar.seedDevices(FLEET);
    var peyk = around.start(Map.of("TRACCAR_LINK_INTERVAL", "10s", "PROVISIONING_DELAY", "0"));
    until("the fleet is heard", () -> hearing(peyk).contains("\"devices\":" + FLEET));
    until(
        "all of it is linked",
        () -> around.traccar.linkedDeviceCount(around.administrator.id()) == FLEET);

    var newcomer = newcomer();
    until("it is asked", () -> newcomer.received().contains("getver"));

    assertThat(provisionings())
        .extracting(Provisioning::device)
        .containsExactly(new DeviceId(around.traccar.device(newcomer.imei()).orElseThrow().id()));
  }

  private String hearing(Application peyk) {
    return around.get(peyk.adminPort(), "/observe/health");
  }

  private List<Provisioning> provisionings() {
    return database.provisionings().list(Optional.empty(), 0, FLEET);
  }

  private SimulatedTracker newcomer() {
    var imei = SimulatedFleet.imei(FLEET);
    around.traccar.addDevice(imei, "a new one");
    return new SimulatedTracker(around.traccar, imei).switchOn();
  }

  private void until(String what, BooleanSupplier condition) {
    assertThat(around.traccar.await(PATIENCE, condition)).as(what).isTrue();
  }
}
