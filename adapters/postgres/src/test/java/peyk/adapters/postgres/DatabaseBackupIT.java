package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.metrics.api.Metrics;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.backup.BackupReader;
import peyk.adapters.postgres.backup.Manifest;
import peyk.domain.Eventually;
import peyk.domain.StorageUnavailableException;

class DatabaseBackupIT {
  private static final String ROWS =
      """
      INSERT INTO otp_phone (phone, first_sent_at, expires_at, recent_failures)
      VALUES ('+989120000000', now(), 'infinity', ARRAY[now(), '-infinity']);
      INSERT INTO event_inbox (event_id, fingerprint, device_id, event_time, result, received_at)
      VALUES (1, 2, 3, now(), E'tab\\t line\\n back\\\\slash \\\\. خودرو 🚗', now());
      INSERT INTO device_patch (device_id, patch) VALUES (3, '{"name": "خودرو 1"}');
      INSERT INTO firmware_release (device_type, revision, version, date, notes, state, rollout,
                                    created_at)
      VALUES (95, 1, 2, '', '', 'active', '{}', now());
      INSERT INTO firmware_content VALUES ('6a2f0f2e-0000-0000-0000-000000000001');
      INSERT INTO firmware_chunk
      SELECT id, 0, decode('00010aff5c2e0d', 'hex') FROM firmware_content;
      INSERT INTO firmware_part SELECT 1, 'fw.bin', 7, 'x', id FROM firmware_content;
      INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at)
      VALUES (3, 'getver', 'wanted', 'admin', now(), now(), now());
      INSERT INTO command_key VALUES ('key', 'fingerprint', 1);
      INSERT INTO scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,
                                   picked_by, last_heartbeat, version)
      VALUES ('read-ussd', '1', '\\x00', now(), TRUE, 'somebody', now(), 4);
      """;

  /** A database with a row in tables of each kind, which no test changes, and its backup. */
  private static PostgresConfig source;

  /** One that the backup was restored into. */
  private static PostgresConfig restored;

  private static @TempDir Path shared;
  private static Path backup;

  @TempDir Path directory;
  private PostgresConfig target;

  @BeforeAll
  static void save() throws SQLException {
    source = TestServer.get().createDatabase();
    install(source);
    execute(source, ROWS);
    backup = shared.resolve("peyk.backup");
    DatabaseBackup.save(source, backup, "0.1.0");
    restored = TestServer.get().createDatabase();
    restore(backup, restored, false);
  }

  @AfterAll
  static void drop() {
    TestServer.get().drop(restored);
    TestServer.get().drop(source);
  }

  @BeforeEach
  void createTarget() {
    target = TestServer.get().createDatabase();
  }

  @AfterEach
  void dropTarget() {
    TestServer.get().drop(target);
  }

  @Test
  void everything_that_was_stored_comes_back() throws Exception {
    restore(backup, false);

    var again = directory.resolve("again");
    DatabaseBackup.save(target, again, "0.1.0");
    assertThat(contents(again)).containsAllEntriesOf(withoutJobs(contents(backup)));
    assertThat(contents(backup).keySet())
        .containsExactlyInAnyOrderElementsOf(
            list(
                source,
                "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
                    + " AND tablename <> 'flyway_schema_history'"));
    assertThat(list(target, "SELECT result FROM event_inbox"))
        .containsExactly("tab\t line\n back\\slash \\. خودرو 🚗");
    assertThat(list(target, "SELECT encode(bytes, 'hex') FROM firmware_chunk"))
        .containsExactly("00010aff5c2e0d");
  }

  @Test
  void numbers_go_on_where_they_were() throws Exception {
    execute(
        restored,
        """
        INSERT INTO command (device_id, text, state, origin, wanted_at, not_before, expires_at)
        VALUES (4, 'getver', 'wanted', 'admin', now(), now(), now());
        INSERT INTO device_patch (device_id, patch) VALUES (4, '{}')
        """);
    assertThat(list(restored, "SELECT id FROM command ORDER BY id")).containsExactly("1", "2");
    assertThat(list(restored, "SELECT sequence FROM device_patch ORDER BY sequence"))
        .containsExactly("2", "3");
  }

  @Test
  void a_job_that_ran_when_the_backup_was_made_is_free_to_run() throws Exception {
    assertThat(
            list(restored, "SELECT concat(picked, picked_by, last_heartbeat) FROM scheduled_tasks"))
        .containsExactly("f");
  }

  @Test
  void a_restored_catalogue_counts_as_unchanged_and_later_changes_are_counted() throws Exception {
    var before = list(source, "SELECT version FROM firmware_catalogue");
    assertThat(list(restored, "SELECT version FROM firmware_catalogue")).isEqualTo(before);
    execute(restored, "UPDATE firmware_release SET state = 'paused'");
    assertThat(list(restored, "SELECT version FROM firmware_catalogue")).isNotEqualTo(before);
  }

  @Test
  void a_restored_database_is_up_to_date() throws Exception {
    var facts = DatabaseProbe.at(restored);
    assertThat(facts.steps()).isZero();
    assertThat(facts.newer()).isFalse();
    install(restored);
  }

  @Test
  void a_backup_of_older_tables_is_brought_up_to_date() throws Exception {
    var older = TestServer.get().createDatabase();
    var file = directory.resolve("older");
    try {
      Migrations.run(
          Migrations.flyway()
              .dataSource(older.jdbcUrl(), older.user(), older.password().value())
              .target("3")
              .load());
      execute(
          older,
          "INSERT INTO wanted_command (device_id, text, wanted_at) VALUES (7, 'getver', now())");
      assertThat(DatabaseBackup.save(older, file, "0.0.1").schema()).isEqualTo(3);
    } finally {
      TestServer.get().drop(older);
    }

    restore(file, false);

    assertThat(list(target, "SELECT text FROM command")).containsExactly("getver");
    assertThat(DatabaseProbe.at(target).steps()).isZero();
  }

  @Test
  void what_is_committed_while_a_backup_is_made_is_in_it_whole_or_not_at_all() throws Exception {
    var busy = TestServer.get().createDatabase();
    var file = directory.resolve("busy");
    try {
      install(busy);
      var acknowledged = new AtomicInteger();
      var stop = new CompletableFuture<Void>();
      var writer = CompletableFuture.runAsync(() -> writePairs(busy, acknowledged, stop));
      Eventually.until("some are written", () -> acknowledged.get() >= 20);
      int before = acknowledged.get();
      DatabaseBackup.save(busy, file, "0.1.0");
      int after = acknowledged.get();
      stop.complete(null);
      writer.join();

      restore(file, false);

      var first = list(target, "SELECT device_id FROM device_name ORDER BY device_id");
      assertThat(first).hasSizeBetween(before, after + 1);
      assertThat(list(target, "SELECT device_id FROM device_claim ORDER BY device_id"))
          .isEqualTo(first);
    } finally {
      TestServer.get().drop(busy);
    }
  }

  private static void writePairs(
      PostgresConfig config, AtomicInteger acknowledged, CompletableFuture<Void> stop) {
    try (var connection = connect(config);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (int i = 1; !stop.isDone(); i++) {
        statement.execute("INSERT INTO device_name VALUES (%d, 1, 1)".formatted(i));
        statement.execute(
            "INSERT INTO device_claim (device_id, version) VALUES (%d, 1)".formatted(i));
        connection.commit();
        acknowledged.set(i);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_backup_is_for_its_owner_only_and_replaces_no_file() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
        .isEqualTo("rw-------");
    var before = Files.readAllBytes(backup);

    assertThatThrownBy(() -> DatabaseBackup.save(source, backup, "0.1.0"))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("exists already");
    assertThat(Files.readAllBytes(backup)).isEqualTo(before);
    assertThat(shared.toFile().list()).containsExactly("peyk.backup");
  }

  @Test
  void an_interrupted_backup_is_no_obstacle_to_the_next_one() throws Exception {
    var file = directory.resolve("peyk.backup");
    Files.write(directory.resolve("peyk.backup.part"), new byte[1_000_000]);

    DatabaseBackup.save(source, file, "0.1.0");

    assertThat(contents(file)).isEqualTo(contents(backup));
    assertThat(directory.toFile().list()).containsExactly("peyk.backup");
  }

  @Test
  void of_a_database_without_tables_and_of_one_that_is_away_there_is_no_backup() {
    var file = directory.resolve("none");

    assertThatThrownBy(() -> DatabaseBackup.save(target, file, "0.1.0"))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("nothing to back up");
    var away = PostgresConfig.of(target.jdbcUrl() + "_away", target.user(), target.password());
    assertThatThrownBy(() -> DatabaseBackup.save(away, file, "0.1.0"))
        .isInstanceOf(StorageUnavailableException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_file_that_lacks_its_end_is_refused() throws Exception {
    var whole = Files.readAllBytes(backup);
    var random = new SplittableRandom(12);
    for (int i = 0; i < 50; i++) {
      assertRefused(Arrays.copyOf(whole, random.nextInt(whole.length)));
    }
    assertThat(list(target, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .isEmpty();
  }

  @Test
  void a_file_with_a_wrong_byte_in_its_rows_is_refused() throws Exception {
    var damaged = edited("tables/event_inbox", rows -> rows.replace("tab", "tap"));

    assertThatThrownBy(() -> restore(damaged, false))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("damaged");
    assertThat(list(target, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .isEmpty();
  }

  @Test
  void a_backup_of_a_newer_peyk_is_refused() throws Exception {
    var newerTables =
        edited("manifest.json", json -> json.replaceFirst("(\"schema\" : )\\d+", "$1999"));
    var newerFormat = edited("manifest.json", json -> json.replaceFirst("(\"format\" : )1", "$12"));

    for (var file : List.of(newerTables, newerFormat)) {
      assertThatThrownBy(() -> restore(file, false))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("Peyk 0.1.0, which is newer than this one");
    }
  }

  @Test
  void a_database_with_tables_is_replaced_on_demand_only() throws Exception {
    install(target);
    execute(target, "INSERT INTO device_name VALUES (1, 1, 1)");

    assertThatThrownBy(() -> restore(backup, false))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("add --replace");
    assertThat(list(target, "SELECT device_id FROM device_name")).containsExactly("1");

    restore(backup, true);
    assertThat(list(target, "SELECT device_id FROM device_name")).isEmpty();
    assertThat(list(target, "SELECT text FROM command")).containsExactly("getver");
  }

  @Test
  void a_database_that_the_service_uses_is_not_replaced() throws Exception {
    try (var service = PostgresDatabase.open(target.withPoolSize(2), Metrics.globalRegistry())) {
      assertThat(service.isUp()).isTrue();
      assertThatThrownBy(() -> restore(backup, true))
          .isInstanceOf(BackupException.class)
          .hasMessageContaining("Peyk is running");
    }
  }

  @Test
  void tables_of_somebody_else_are_left_alone() throws Exception {
    execute(target, "CREATE TABLE theirs (n int)");

    assertThatThrownBy(() -> restore(backup, true))
        .isInstanceOf(StorageUnavailableException.class)
        .hasMessageContaining("tables of somebody else");
    assertThat(list(target, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
        .containsExactly("theirs");
  }

  @Test
  void a_restore_that_fails_halfway_changes_nothing() throws Exception {
    install(target);
    execute(target, "INSERT INTO device_name VALUES (1, 1, 1)");
    var wrong =
        edited(
            "manifest.json",
            json ->
                json.replaceFirst("(?s)(\"name\" : \"scheduled_tasks\".*?\"rows\" : )1", "$12"));

    assertThatThrownBy(() -> restore(wrong, true))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("scheduled_tasks got 1 rows instead of 2");
    assertThat(list(target, "SELECT device_id FROM device_name")).containsExactly("1");
    assertThat(list(target, "SELECT text FROM command")).isEmpty();
    install(target);
  }

  private void assertRefused(byte[] content) throws IOException {
    var file = Files.write(directory.resolve("cut"), content);
    assertThatThrownBy(() -> restore(file, false))
        .isInstanceOf(BackupException.class)
        .hasMessageContaining("damaged");
  }

  private void restore(Path file, boolean replace) {
    restore(file, target, replace);
  }

  private static void restore(Path file, PostgresConfig into, boolean replace) {
    try (var opened = DatabaseBackup.open(file)) {
      opened.restore(into, replace);
    }
  }

  /** A copy with one changed entry. */
  private Path edited(String entry, UnaryOperator<String> change) throws IOException {
    var file = Files.createTempFile(directory, "edited", ".zip");
    Files.write(file, Files.readAllBytes(backup));
    try (var zip = FileSystems.newFileSystem(URI.create("jar:" + file.toUri()), Map.of())) {
      var before = Files.readString(zip.getPath(entry), StandardCharsets.UTF_8);
      var after = change.apply(before);
      assertThat(after).isNotEqualTo(before);
      Files.writeString(zip.getPath(entry), after);
    }
    return file;
  }

  /** The checksum of each table. */
  private static Map<String, String> contents(Path file) {
    try (var reader = BackupReader.open(file, Migrations.newest())) {
      return reader.manifest().tables().stream()
          .collect(Collectors.toMap(Manifest.Table::name, Manifest.Table::sha256));
    }
  }

  private static Map<String, String> withoutJobs(Map<String, String> contents) {
    contents.remove("scheduled_tasks");
    return contents;
  }

  private static void install(PostgresConfig config) {
    PostgresDatabase.open(config.withPoolSize(1), Metrics.globalRegistry()).close();
  }

  private static Connection connect(PostgresConfig config) throws SQLException {
    return config.user().isEmpty()
        ? DriverManager.getConnection(config.jdbcUrl())
        : DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password().value());
  }

  private static void execute(PostgresConfig config, String sql) throws SQLException {
    try (var connection = connect(config);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> list(PostgresConfig config, String sql) throws SQLException {
    var values = new ArrayList<String>();
    try (var connection = connect(config);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        values.add(rows.getString(1));
      }
    }
    return values;
  }
}
