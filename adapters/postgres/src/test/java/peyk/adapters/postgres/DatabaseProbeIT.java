package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.metrics.api.Metrics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.PostgresConfig.Password;
import peyk.domain.StorageUnavailableException;
import peyk.domain.diagnosis.DatabaseFacts.Rights;

class DatabaseProbeIT {
  private final PostgresConfig database = TestServer.get().createDatabase();

  @AfterEach
  void drop() {
    TestServer.get().drop(database);
  }

  @Test
  void an_empty_database_needs_all_steps_and_stays_empty() throws SQLException {
    var facts = DatabaseProbe.at(database);
    assertThat(facts.server()).startsWith("PostgreSQL ");
    assertThat(facts.tables()).isFalse();
    assertThat(facts.steps()).isGreaterThanOrEqualTo(5);
    assertThat(facts.newer()).isFalse();
    assertThat(facts.rights().create()).isTrue();
    assertThat(count("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).isZero();
  }

  @Test
  void one_that_the_service_has_used_needs_none() {
    migrate();
    var facts = DatabaseProbe.at(database);
    assertThat(facts.tables()).isTrue();
    assertThat(facts.steps()).isZero();
    assertThat(facts.newer()).isFalse();
  }

  @Test
  void one_of_a_newer_service_is_recognised() throws SQLException {
    migrate();
    execute(
        """
        INSERT INTO flyway_schema_history
        SELECT installed_rank + 1, '999', 'later', type, 'V999__later.sql', 1, installed_by,
               installed_on, 1, true
          FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1
        """);
    assertThat(DatabaseProbe.at(database).newer()).isTrue();
  }

  @Test
  void who_made_the_tables_may_do_all_with_them() {
    migrate();
    assertThat(DatabaseProbe.at(database).rights()).isEqualTo(new Rights(true, true, true));
  }

  @Test
  void a_user_who_may_not_make_tables_is_noticed() throws SQLException {
    execute("REVOKE ALL ON SCHEMA public FROM PUBLIC");
    asLooker(looker -> assertThat(rights(looker)).isEqualTo(new Rights(false, true, true)));
  }

  @Test
  void a_user_who_may_only_look_at_the_tables_of_another_is_noticed() throws SQLException {
    migrate();
    asLooker(looker -> {
      execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO looker");
      assertThat(rights(looker).owner()).isFalse();
      assertThat(rights(looker).write()).isFalse();
      execute("GRANT INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO looker");
      assertThat(rights(looker).write()).isFalse();
      execute("GRANT USAGE ON SEQUENCE device_change_sequence TO looker");
      assertThat(rights(looker).write()).isTrue();
      execute(
          looker,
          "INSERT INTO audit_entry (at, caller, role, method, route)"
              + " VALUES (now(), 'own', 'read', 'GET', '/')");
      execute("REVOKE INSERT, UPDATE ON event_inbox FROM looker");
      assertThat(rights(looker).write()).isFalse();
      assertThat(rights(looker).owner()).isFalse();
    });
  }

  @Test
  void a_standby_is_recognised(@TempDir Path directory) throws Exception {
    EmbeddedDatabase.start(directory).close();
    Files.createFile(directory.resolve("data").resolve("standby.signal"));
    try (var standby = EmbeddedDatabase.start(directory)) {
      assertThat(DatabaseProbe.at(standby.config()).standby()).isTrue();
    }
    assertThat(DatabaseProbe.at(database).standby()).isFalse();
  }

  private interface Visit {
    void with(PostgresConfig looker) throws SQLException;
  }

  private void asLooker(Visit visit) throws SQLException {
    execute("CREATE ROLE looker LOGIN PASSWORD 'looker'");
    try {
      execute("GRANT USAGE ON SCHEMA public TO looker");
      visit.with(PostgresConfig.of(database.jdbcUrl(), "looker", new Password("looker")));
    } finally {
      execute("DROP OWNED BY looker");
      execute("DROP ROLE looker");
    }
  }

  private static Rights rights(PostgresConfig looker) {
    return DatabaseProbe.at(looker).rights();
  }

  @Test
  void who_is_not_let_in_is_told_why_without_the_password() {
    var stranger = PostgresConfig.of(database.jdbcUrl(), "nobody", new Password("hidden-word"));
    assertThatThrownBy(() -> DatabaseProbe.at(stranger))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessageContaining("nobody")
        .hasMessageNotContaining("hidden-word");
  }

  @Test
  void a_running_embedded_database_is_found_and_one_that_is_not_is_not(@TempDir Path directory) {
    assertThat(EmbeddedDatabase.running(directory)).isEmpty();
    try (var embedded = EmbeddedDatabase.start(directory)) {
      var found = EmbeddedDatabase.running(directory).orElseThrow();
      assertThat(found.jdbcUrl()).isEqualTo(embedded.config().jdbcUrl());
      assertThat(DatabaseProbe.at(found).rights().create()).isTrue();
    }
    assertThat(EmbeddedDatabase.running(directory)).isEmpty();
  }

  private void migrate() {
    PostgresDatabase.open(database.withPoolSize(2), Metrics.createMeterRegistry()).close();
  }

  private void execute(String sql) throws SQLException {
    execute(database, sql);
  }

  private static void execute(PostgresConfig as, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(as.jdbcUrl(), as.user(), as.password().value());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private int count(String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                database.jdbcUrl(), database.user(), database.password().value());
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    }
  }
}
