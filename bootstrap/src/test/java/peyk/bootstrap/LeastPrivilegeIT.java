package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.metrics.api.Metrics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.DatabaseProbe;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresConfig.Owner;
import peyk.adapters.postgres.PostgresConfig.Password;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestServer;
import peyk.bootstrap.backup.Backup;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.domain.Eventually;
import peyk.domain.StorageUnavailableException;
import peyk.domain.diagnosis.DatabaseFacts.Rights;

/** The service with the database roles of {@code docs/security.md}. */
class LeastPrivilegeIT {
  private static final String ADMIN_TOKEN = "an-admin-token-of-the-test-0123456789";
  private static final String PHONE = "09121110001";

  private final TestServer server = TestServer.get();
  private final PostgresConfig other = server.createDatabase();
  private final String name = "peyk_" + UUID.randomUUID().toString().replace("-", "");
  private final String url = other.jdbcUrl().replaceFirst("/peyk_test_\\w+", "/" + name);
  private final PostgresConfig service =
      PostgresConfig.of(url, name, new Password("second")).withPoolSize(4);
  private final PostgresConfig both =
      service.withOwner(new Owner(name + "_owner", new Password("first")));
  @TempDir private Path directory;

  /** As an operator does, by the statements of the page, with names that no other test has. */
  @BeforeEach
  void makeRoles() throws IOException {
    var page = Files.readString(Path.of("../docs/security.md"));
    var block = page.split("```sql\n", 2)[1].split("```", 2)[0];
    jdbi(other)
        .useHandle(handle -> {
          for (var statement : block.split(";\n")) {
            handle.execute(statement.replaceAll("\\bpeyk(?=\\b|_)", name));
          }
        });
  }

  @AfterEach
  void dropRoles() {
    jdbi(other)
        .useHandle(handle -> {
          handle.execute("DROP DATABASE " + name + " WITH (FORCE)");
          handle.execute("DROP ROLE " + name);
          handle.execute("DROP ROLE " + name + "_owner");
        });
    server.drop(other);
  }

  @Test
  void the_service_does_all_its_work_with_a_role_that_can_only_read_and_write_rows()
      throws IOException, InterruptedException {
    try (var around = new Neighbourhood(both, 2)) {
      var peyk =
          around.start(
              Map.of(
                  "DATABASE_MIGRATION_USER", name + "_owner",
                  "DATABASE_MIGRATION_PASSWORD", "first",
                  "ADMIN_TOKEN", ADMIN_TOKEN,
                  "FTP_PORT", "0",
                  "SCHEDULE_ENABLED", "true"));
      var token = around.signIn(peyk, PHONE);
      assertThat(token).isNotEmpty();
      var imei = around.fleet.tracker(0).imei();
      assertThat(around.post(peyk, "/api/device", "user", PHONE, "imei", imei, "dp", "1"))
          .contains("device command sent");
      around.traccar.emitAnswer(imei, "PASS:8264");
      var text = "imei=" + imei + "&data=%2BCUSD%3A%200%2C%22Etebar%3A%201%2C000%20Rial%22%2C15";
      assertThat(around.get(peyk.port(), "/qussd.php?" + text)).contains("Data received");
      assertThat(around.get(peyk.port(), "/fota.php?imei=" + imei + "&sr=1&d=90&fw=1&rev=1"))
          .contains("firmware not avaiable");

      assertThat(
              admin(
                  peyk,
                  "POST",
                  "/admin/commands",
                  "{\"imei\":\"%s\",\"command\":\"getver\"}",
                  imei))
          .startsWith("20");
      assertThat(admin(peyk, "POST", "/admin/schedules/balance/run", "")).startsWith("20");
      assertThat(admin(peyk, "GET", "/admin/devices/" + imei, "")).startsWith("200");
      assertThat(admin(peyk, "GET", "/admin/audit", "")).contains("/admin/commands");
      Eventually.until(
          "answers and texts have reached the device",
          () ->
              around.attributeOf(imei, "Device Password").equals("8264")
                  && around.attributeOf(imei, "balance").equals("1000"));
      assertThat(around.get(peyk.adminPort(), "/observe/health")).contains("\"ready\":true");
    }
    try (var database = PostgresDatabase.open(service, Metrics.createMeterRegistry())) {
      assertThat(database.isUp()).isTrue();
    }
  }

  private static String admin(
      Application peyk, String method, String path, String body, Object... values)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + peyk.adminPort() + path))
            .timeout(Eventually.TIMEOUT)
            .header("Authorization", "Bearer " + ADMIN_TOKEN)
            .method(method, BodyPublishers.ofString(body.formatted(values)))
            .build();
    try (var http = HttpClient.newHttpClient()) {
      var answer = http.send(request, BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    }
  }

  @Test
  void the_role_can_change_no_table_and_sees_nothing_of_others() {
    PostgresDatabase.migrate(both);
    jdbi(both.asOwner()).useHandle(owner -> owner.execute("CREATE TABLE of_others (secret text)"));
    jdbi(both.asOwner())
        .useHandle(owner -> owner.execute("CREATE SCHEMA theirs CREATE TABLE one (id bigint)"));
    var role = jdbi(service);
    for (var statement :
        List.of(
            "CREATE TABLE mine (id bigint)",
            "CREATE SCHEMA mine",
            "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE EXTENSION pgcrypto",
            "CREATE ROLE mine",
            "CREATE DATABASE mine",
            "DROP TABLE phone_account",
            "DROP FUNCTION wake_jobs",
            "ALTER TABLE phone_account ADD COLUMN mine int",
            "ALTER TABLE event_inbox SET (autovacuum_enabled = false)",
            "ALTER TABLE phone_account DISABLE TRIGGER USER",
            "TRUNCATE phone_account",
            "CREATE INDEX ON phone_account (account_id)",
            "CREATE TRIGGER mine AFTER INSERT ON phone_account EXECUTE FUNCTION firmware_changed()",
            "CREATE VIEW mine AS SELECT 1",
            "SELECT * FROM of_others",
            "ALTER TABLE phone_account OWNER TO " + name,
            "SET ROLE " + name + "_owner",
            "SET session_replication_role = replica",
            "UPDATE flyway_schema_history SET success = false",
            "DELETE FROM flyway_schema_history",
            "SELECT * FROM theirs.one",
            "SELECT rolpassword FROM pg_authid",
            "SELECT pg_read_file('postgresql.conf')",
            "COPY phone_account TO PROGRAM 'cat'",
            "COPY phone_account TO '/tmp/phones'")) {
      assertThatThrownBy(() -> role.useHandle(handle -> handle.execute(statement)), statement)
          .hasMessageMatching("(?s).*(permission denied|must be owner|must be superuser).*");
    }
    assertThatThrownBy(() ->
            jdbi(PostgresConfig.of(other.jdbcUrl(), name, new Password("second")))
                .useHandle(handle -> handle.execute("CREATE TABLE mine (id bigint)")))
        .hasMessageContaining("permission denied");
  }

  @Test
  void without_the_owner_what_needs_it_ends_with_one_sentence() {
    var sentence = "DATABASE_MIGRATION_USER has to name the owner of the tables";
    assertThatThrownBy(() -> PostgresDatabase.migrate(service))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessageContaining(sentence)
        .hasMessageNotContaining("\n");

    PostgresDatabase.migrate(both);
    PostgresDatabase.migrate(service);
    var file = directory.resolve("a.backup");
    assertThatThrownBy(() -> backup(service).save(file, false)).hasMessageContaining(sentence);
    assertThat(file).doesNotExist();
    backup(both).save(file, false);
    assertThatThrownBy(() -> backup(service).restore(file, true)).hasMessageContaining(sentence);
    backup(both).restore(file, true);
    PostgresDatabase.migrate(both);
    PostgresDatabase.open(service, Metrics.createMeterRegistry()).close();
  }

  private Backup backup(PostgresConfig config) {
    var environment = new HashMap<String, String>();
    environment.put("DATABASE_URL", config.jdbcUrl());
    environment.put("DATABASE_USER", config.user());
    environment.put("DATABASE_PASSWORD", config.password().value());
    config
        .owner()
        .ifPresent(owner -> {
          environment.put("DATABASE_MIGRATION_USER", owner.name());
          environment.put("DATABASE_MIGRATION_PASSWORD", owner.password().value());
        });
    return new Backup(
        DatabaseSettings.read(Optional.empty(), environment),
        "0.1.0",
        new PrintStream(OutputStream.nullOutputStream(), true));
  }

  @Test
  void doctor_knows_what_the_owner_will_grant_and_what_the_role_lacks_without_it() {
    assertThat(DatabaseProbe.at(both).rights()).isEqualTo(new Rights(true, true, true));
    assertThat(DatabaseProbe.at(service).rights().create()).isFalse();
    PostgresDatabase.migrate(both);
    assertThat(DatabaseProbe.at(service).rights()).isEqualTo(new Rights(false, false, true));
    jdbi(both.asOwner())
        .useHandle(owner -> owner.execute("REVOKE UPDATE ON phone_account FROM " + name));
    assertThat(DatabaseProbe.at(service).rights().write()).isFalse();
    assertThat(DatabaseProbe.at(both).rights().write()).isTrue();
    PostgresDatabase.migrate(both);
    assertThat(DatabaseProbe.at(service).rights().write()).isTrue();
  }

  private static Jdbi jdbi(PostgresConfig config) {
    return Jdbi.create(config.jdbcUrl(), config.user(), config.password().value());
  }
}
