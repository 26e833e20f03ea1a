package peyk.adapters.postgres.firmware;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestServer;
import peyk.domain.Eventually;

/** What becomes of offers from before their numbers were kept. */
class OffersMigrationIT {
  @Test
  void offers_that_were_made_before_count() throws SQLException {
    var config = TestServer.get().createDatabase();
    try {
      migrateTo("012", config);
      execute(
          config,
          """
          INSERT INTO firmware_offer (imei, release_id, version, stage, round, times, first_at,
                 last_at, seen_at)
          SELECT n::text, 1, 1, 0, 2, 3, now(), now(), CASE WHEN n > 4 THEN now() END
            FROM generate_series(1, 6) AS n
          """);
      try (var database = PostgresDatabase.open(config.withPoolSize(2), Metrics.globalRegistry())) {
        assertThat(progress(database)).containsExactlyInAnyOrder("false 2 3 4", "true 0 0 2");
      }
    } finally {
      TestServer.get().drop(config);
    }
  }

  /** They hold rows, and want to change them, while the migration already waits for the table. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT 1 FROM firmware_offer FOR UPDATE; UPDATE firmware_offer SET times = 4",
        "SELECT 1 FROM command FOR UPDATE; UPDATE command SET attempts = 4"
      })
  void transactions_that_older_replicas_have_begun_are_finished(String statements)
      throws Exception {
    var config = TestServer.get().createDatabase();
    var firstAndLast = List.of(statements.split("; "));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      migrateTo("012", config);
      try (var connection =
              DriverManager.getConnection(config.jdbcUrl(), user(config), password(config));
          var statement = connection.createStatement()) {
        connection.setAutoCommit(false);
        statement.execute(firstAndLast.getFirst());
        var migration = threads.submit(() -> migrateTo("014", config));
        Eventually.until("the migration waits", () -> isAnybodyWaiting(config));
        statement.execute(firstAndLast.getLast());
        connection.commit();
        migration.get(60, TimeUnit.SECONDS);
      }
    } finally {
      TestServer.get().drop(config);
    }
  }

  private static boolean isAnybodyWaiting(PostgresConfig config) {
    try (var connection =
            DriverManager.getConnection(config.jdbcUrl(), user(config), password(config));
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                """
                SELECT count(*)
                  FROM pg_stat_activity
                 WHERE datname = current_database() AND wait_event_type = 'Lock'
                """)) {
      return row.next() && row.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> progress(PostgresDatabase database) {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT concat_ws(' ', seen::text, round, times, offers) FROM firmware_progress")
                .mapTo(String.class)
                .list());
  }

  private static void migrateTo(String version, PostgresConfig config) {
    Flyway.configure(OffersMigrationIT.class.getClassLoader())
        .dataSource(config.jdbcUrl(), user(config), password(config))
        .locations("classpath:peyk/db/migration")
        .target(version)
        .load()
        .migrate();
  }

  private static void execute(PostgresConfig config, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(config.jdbcUrl(), user(config), password(config));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Empty = as the url says. */
  private static String user(PostgresConfig config) {
    return config.user().isEmpty() ? null : config.user();
  }

  private static String password(PostgresConfig config) {
    return config.user().isEmpty() ? null : config.password().value();
  }
}
