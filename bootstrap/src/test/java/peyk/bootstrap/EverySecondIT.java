package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
import peyk.domain.Endurance;

/** A schedule that fires every second, on two replicas that share one database. */
class EverySecondIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int TRACKERS = Endurance.size(20, 200);
  private static final int FIRINGS = Endurance.size(4, 80);
  private static final String COMMAND = "ping";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Map<String, String> QUICK =
      Map.of(
          "SCHEDULE_ENABLED", "true",
          "COMMAND_RATE", "2000",
          "COMMAND_GAP", "0",
          "COMMAND_PATIENCE", "100ms");

  private static final String WITH_OTHER_COMMANDS =
      """
      SELECT count(*)
        FROM schedule_firing
       WHERE ordered <> (SELECT count(*) FROM command WHERE firing_id = schedule_firing.id)
      """;

  /** A firing that is still under way when the next is due lets that one fall out. */
  private static final String AT_ODD_TIMES =
      """
      SELECT count(*)
        FROM (SELECT extract(epoch FROM due_at - lag(due_at) OVER (ORDER BY id)) AS seconds
                FROM schedule_firing) AS pauses
       WHERE seconds < 1 OR seconds % 1 <> 0
      """;

  @TempDir private Path directory;
  private PostgresDatabase database;
  private Neighbourhood around;

  @BeforeEach
  void start() throws IOException {
    database = DATABASE.open();
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
  void each_tracker_gets_each_firing_once() {
    until(
        "there were some firings", () -> number("SELECT count(*) FROM schedule_firing") >= FIRINGS);
    pause();
    until(
        "the last firing has ended",
        () -> number("SELECT count(*) FROM schedule_firing WHERE ended_at IS NULL") == 0);
    until("all is sent", () -> number("SELECT count(*) FROM command WHERE state = 'wanted'") == 0);

    assertThat(around.fleet.trackers())
        .as("each has received what was ordered for it, and nothing twice")
        .allSatisfy(tracker ->
            assertThat(tracker.received())
                .isNotEmpty()
                .hasSize(ordered(tracker))
                .containsOnly(COMMAND));
    assertThat(number("SELECT count(*) FROM command WHERE state <> 'sent'")).isZero();
    assertThat(number("SELECT ordered FROM schedule_firing ORDER BY id LIMIT 1"))
        .as("trackers that the first firing reached")
        .isEqualTo(TRACKERS);
    assertThat(number(WITH_OTHER_COMMANDS))
        .as("firings that ordered something else than they say")
        .isZero();
    assertThat(number(AT_ODD_TIMES))
        .as("firings that do not follow the one before by whole seconds")
        .isZero();
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
