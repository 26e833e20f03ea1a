package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.EmbeddedDatabase;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.bootstrap.backup.Backup;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.domain.Eventually;

/** The commands, beside a service that is used, and from one server to another. */
class BackupIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  @TempDir Path directory;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
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
  void all_that_was_acknowledged_before_a_backup_is_in_a_fresh_embedded_server_afterwards()
      throws Exception {
    var file = directory.resolve("peyk.backup");
    Set<String> acknowledged;
    try (var clients = new BusyClients(around, around.start().port())) {
      around.fleet.trackers().forEach(tracker -> clients.tracker(tracker.imei()));
      Eventually.until("trackers are served", () -> clients.ussdMessages().size() > 10);
      acknowledged = clients.ussdMessages();
      backup(external()).save(file, false);
      clients.stop();
    }
    var embedded = Map.of("DATA_DIRECTORY", directory.resolve("data").toString());

    backup(embedded).restore(file, false);

    try (var server = EmbeddedDatabase.start(directory.resolve("data/postgres"))) {
      assertThat(ussdMessages(server.config())).containsAll(acknowledged);
      backup(embedded).save(directory.resolve("of-running"), true);
    }
    backup(embedded).save(directory.resolve("of-stopped"), false);
    assertThat(said.toString())
        .contains("Verified")
        .containsPattern("(?s)(Saved .* rows of .* tables.*){3}");
  }

  private Backup backup(Map<String, String> environment) {
    return new Backup(
        DatabaseSettings.read(Optional.empty(), environment), "0.1.0", new PrintStream(said, true));
  }

  private static Map<String, String> external() {
    var config = DATABASE.config();
    var environment = new HashMap<String, String>();
    environment.put("DATABASE_URL", config.jdbcUrl());
    environment.put("DATABASE_USER", config.user());
    environment.put("DATABASE_PASSWORD", config.password().value());
    return environment;
  }

  private static List<String> ussdMessages(PostgresConfig config) {
    try (var database = PostgresDatabase.open(config.withPoolSize(2), Metrics.globalRegistry())) {
      return database
          .jdbi()
          .withHandle(handle ->
              handle.createQuery("SELECT data FROM ussd_message").mapTo(String.class).list());
    }
  }
}
