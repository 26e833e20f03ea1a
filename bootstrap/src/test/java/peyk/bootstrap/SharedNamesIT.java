package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.domain.Endurance;
import peyk.domain.schedule.ScheduleName;

/** A large fleet of which most devices have one of three names. */
class SharedNamesIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int FLEET = Endurance.size(5_000, 20_000);
  private static final int SHARING = FLEET * 3 / 4;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Map<String, String> SETTINGS =
      Map.of(
          "TRACCAR_LINK_INTERVAL", "10s",
          "PROVISIONING_DELAY", "1h",
          "SCHEDULE_ENABLED", "true",
          "SCHEDULE_MODELS", "*",
          "COMMAND_RATE", "1");

  /** With one that never fires by itself in this test, and none of the usual ones. */
  private static final String SCHEDULES =
      """
      schedules:
        ping: {command: ping, every: 7d}
        balance: {enabled: false}
        parameters: {enabled: false}
        all-parameters: {enabled: false}
      """;

  private static final String UNDER_WAY =
      "SELECT count(*) FROM schedule_firing WHERE ended_at IS NULL";

  @TempDir private Path directory;
  private PostgresDatabase database;
  private Neighbourhood around;

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
  void each_device_is_linked_once_provisioned_once_and_scheduled_once_a_round() throws IOException {
    var file = Optional.of(Files.writeString(directory.resolve("peyk.yaml"), SCHEDULES));
    around.start(file, SETTINGS);
    until("it knows who was there before it", () -> database.provisionings().isFleetKnown());

    around.traccar.seedDevices(FLEET, i -> i < SHARING ? "خودرو " + (i % 3 + 1) : "car " + i);
    until("all are linked", () -> links() == FLEET);
    until("all are provisioned", () -> number("SELECT count(*) FROM provisioning") == FLEET);
    var second = around.start(file, SETTINGS);
    until("it is heard", () -> health(second).contains("trackers are heard"));
    assertThat(LongStream.rangeClosed(1, FLEET))
        .as("devices with one link, after another replica has checked them all")
        .allMatch(device -> around.traccar.linksOf(device).size() == 1);

    for (int round = 1; round <= 2; round++) {
      database.firings().beginByHand(new ScheduleName("ping"), Instant.now());
      until("the round has ended", () -> number(UNDER_WAY) == 0);
      assertThat(number("SELECT count(DISTINCT device_id) FROM command")).isEqualTo(FLEET);
      assertThat(number("SELECT count(*) FROM command")).isEqualTo(FLEET);
      database.jdbi().useHandle(handle -> handle.execute("DELETE FROM command"));
    }
  }

  private int links() {
    return around.traccar.linkedDeviceCount(around.administrator.id());
  }

  private String health(Application peyk) {
    return around.get(peyk.adminPort(), "/observe/health");
  }

  private int number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private void until(String what, BooleanSupplier condition) {
    assertThat(around.traccar.await(PATIENCE, condition)).as(what).isTrue();
  }
}
