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
import peyk.adapters.sandbox.SimulatedTracker;

/** A schedule that fires every second, on two replicas that share one database. */
class EverySecondIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int TRACKERS = 200;
  private static final int MINUTE = 60;
  private static final String COMMAND = "ping";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Map<String, String> QUICK =
      Map.of(
          "SCHEDULE_ENABLED", "true",
          "COMMAND_RATE", "2000",
          "COMMAND_GAP", "0",
          "COMMAND_PATIENCE", "1s",
          "DEVICE_WRITE_PAUSE", "0");

  @TempDir private Path directory;
  private PostgresDatabase database;
  private Neighbourhood around;

  @BeforeEach
  void start() throws IOException {
    database = DATABASE.open(InstantSource.system());
    DATABASE.clear(database);
    around = new Neighbourhood(DATABASE.config(), TRACKERS);
    around.fleet.trackers().forEach(tracker -> tracker.answer(COMMAND, "pong"));
    var file = Files.writeString(directory.resolve("peyk.yaml"), everySecond());
    around.start(Optional.of(file), QUICK);
    around.start(Optional.of(file), QUICK);
  }

  /** And none of the usual ones. */
  private static String everySecond() {
    return """
    schedules:
      ping: {command: %s, every: 1s, first: 5s}
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
    until("a minute of firings", () -> number("SELECT count(*) FROM schedule_firing") >= MINUTE);
    pause();
    until("all is sent", () -> number("SELECT count(*) FROM command WHERE state = 'wanted'") == 0);
    until("the last firing has ended", () -> number(OPEN) == 0);

    int firings = number("SELECT count(*) FROM schedule_firing WHERE ordered = " + TRACKERS);
    assertThat(firings)
        .as("firings that ordered all")
        .isEqualTo(number("SELECT count(*) FROM schedule_firing"));
    assertThat(number("SELECT max(attempts) FROM command")).isEqualTo(1);
    assertThat(around.fleet.trackers())
        .extracting(SimulatedTracker::received)
        .allSatisfy(received -> assertThat(received).hasSize(firings).containsOnly(COMMAND));
    assertThat(seconds())
        .as("seconds from the first firing to the last")
        .isBetween(firings - 1, firings + 5);
  }

  private static final String OPEN = "SELECT count(*) FROM schedule_firing WHERE ended_at IS NULL";

  private void pause() {
    database.jdbi().useHandle(handle -> handle.execute("UPDATE schedule SET paused = TRUE"));
  }

  private int seconds() {
    return number("SELECT extract(epoch FROM max(due_at) - min(due_at))::int FROM schedule_firing");
  }

  private int number(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Integer.class).one());
  }

  private void until(String what, BooleanSupplier condition) {
    assertThat(around.traccar.await(PATIENCE, condition)).as(what).isTrue();
  }
}
