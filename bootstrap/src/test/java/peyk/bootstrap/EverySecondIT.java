package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.sandbox.trackers.SimulatedTracker;

/** A schedule that fires every second, on two replicas that share one database. */
class EverySecondIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int TRACKERS = 200;

  /** In a process that has just started it takes a while until all is compiled. */
  private static final int WARM_UP = 20;

  private static final int MINUTE = 60;

  /** A machine that has much else to do may now and then take longer than a second. */
  private static final int STUMBLES = 3;

  private static final String COMMAND = "ping";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Map<String, String> QUICK =
      Map.of(
          "SCHEDULE_ENABLED", "true",
          "COMMAND_RATE", "2000",
          "COMMAND_GAP", "0",
          "COMMAND_PATIENCE", "100ms");

  private static final String LAST_MINUTE =
      "(SELECT * FROM schedule_firing ORDER BY id DESC LIMIT %d) AS firing".formatted(MINUTE);

  @TempDir private Path directory;
  private PostgresDatabase database;
  private Neighbourhood around;

  @BeforeEach
  void start() throws IOException {
    database = DATABASE.open(InstantSource.system());
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), TRACKERS);
    var file = Optional.of(Files.writeString(directory.resolve("peyk.yaml"), everySecond()));
    around.start(file, QUICK);
    around.start(file, QUICK);
  }

  /** And none of the usual ones. What trackers answer to it does not matter: nothing. */
  private static String everySecond() {
    return """
    schedules:
      ping: {command: %s, every: 1s}
      balance: {enabled: false}
      parameters: {enabled: false}
      all-parameters: {enabled: false}
    """
        .formatted(COMMAND);
  }

  @AfterEach
  void stop() {
    around.close();
  }

  @Test
  void in_a_minute_each_tracker_gets_each_firing_once() {
    until(
        "a minute of firings",
        () -> number("SELECT count(*) FROM schedule_firing") >= WARM_UP + MINUTE);
    pause();
    until(
        "the last firing has ended",
        () -> number("SELECT count(*) FROM schedule_firing WHERE ended_at IS NULL") == 0);
    until("all is sent", () -> number("SELECT count(*) FROM command WHERE state = 'wanted'") == 0);

    assertThat(around.fleet.trackers())
        .as("each has received what was ordered for it, and nothing twice")
        .allSatisfy(tracker ->
            assertThat(tracker.received()).hasSize(ordered(tracker)).containsOnly(COMMAND));
    assertThat(number("SELECT count(*) FROM command WHERE state <> 'sent'")).isZero();
    assertThat(
            number("SELECT count(*) FROM %s WHERE ordered = %d".formatted(LAST_MINUTE, TRACKERS)))
        .as("firings that reached all; for who has yet to be sent the last the next is left out")
        .isGreaterThanOrEqualTo(MINUTE - STUMBLES);
    assertThat(number("SELECT extract(epoch FROM max(due_at) - min(due_at)) FROM " + LAST_MINUTE))
        .as("seconds from the first firing to the last")
        .isBetween(MINUTE - 1, MINUTE - 1 + STUMBLES);
  }

  private int ordered(SimulatedTracker tracker) {
    var device = around.traccar.device(tracker.imei()).orElseThrow().id();
    return number("SELECT count(*) FROM command WHERE device_id = " + device);
  }

  private void pause() {
    database.jdbi().useHandle(handle -> handle.execute("UPDATE schedule SET paused = TRUE"));
  }

  private int number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private void until(String what, BooleanSupplier condition) {
    assertThat(around.traccar.await(PATIENCE, condition)).as(what).isTrue();
  }
}
