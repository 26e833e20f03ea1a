package peyk.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import peyk.domain.Eventually;

class EmbeddedDatabaseIT {
  @TempDir static Path installed;
  @TempDir Path directory;

  @BeforeAll
  static void install() {
    EmbeddedDatabase.start(installed).close();
  }

  /** A copy takes less time than another installation. */
  @BeforeEach
  void copyInstallation() throws IOException {
    try (var files = Files.walk(installed)) {
      for (var file : files.toList()) {
        Files.copy(
            file,
            directory.resolve(installed.relativize(file)),
            StandardCopyOption.COPY_ATTRIBUTES,
            StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  @Test
  void data_survives_a_clean_end_and_there_is_nothing_to_recover() throws Exception {
    try (var database = EmbeddedDatabase.start(directory)) {
      execute(database.config(), "CREATE TABLE kept (n int)");
      execute(database.config(), "INSERT INTO kept VALUES (42)");
    }
    assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(query(database.config(), "SELECT n FROM kept")).isEqualTo("42");
    }
    assertThat(Files.readString(directory.resolve("server.log")))
        .contains("database system is shut down")
        .doesNotContain("was not properly shut down")
        .doesNotContain("was interrupted");
  }

  @Test
  void data_of_another_major_version_are_refused_with_the_way_out_and_left_alone()
      throws Exception {
    var version = directory.resolve("data/PG_VERSION");
    assertThat(Files.readString(version).strip()).isEqualTo("" + EmbeddedDatabase.MAJOR);
    Files.writeString(version, "17\n");

    assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("are of PostgreSQL 17, and this Peyk brings PostgreSQL 18")
        .hasMessageContaining("back them up with the Peyk that made them");
    assertThat(directory.resolve("data/postmaster.pid")).doesNotExist();
  }

  @Test
  void it_is_durable_and_only_for_those_on_this_machine_who_know_the_password() throws Exception {
    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(query(database.config(), "SHOW fsync")).isEqualTo("on");
      assertThat(query(database.config(), "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(query(database.config(), "SHOW full_page_writes")).isEqualTo("on");
      assertThat(query(database.config(), "SHOW listen_addresses")).isEqualTo("localhost");
      assertThat(query(database.config(), "SHOW unix_socket_directories")).isEmpty();
      assertThat(query(database.config(), "SHOW server_encoding")).isEqualTo("UTF8");
      assertThatThrownBy(() ->
              DriverManager.getConnection(
                  database.config().jdbcUrl(), database.config().user(), "guessed"))
          .hasMessageContaining("password authentication failed");
    }
    if (!System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win")) {
      assertThat(Files.getPosixFilePermissions(directory))
          .allSatisfy(permission -> assertThat(permission.name()).startsWith("OWNER"));
    }
  }

  @Test
  void a_second_process_in_the_same_directory_is_told_so() throws Exception {
    try (var database = EmbeddedDatabase.start(directory)) {
      assertThatThrownBy(() -> EmbeddedDatabase.start(directory))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("another process is using the database");
      assertThat(startElsewhere().errorBeforeItWasUp())
          .contains("another process is using the database");
      assertThat(query(database.config(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void what_was_committed_survives_the_kill_of_its_process() throws Exception {
    var victim = startElsewhere();
    var written = victim.rowsWritten(100);
    var server = ProcessHandle.of(pidInFile()).orElseThrow();
    victim.process().destroyForcibly().waitFor();
    assertThat(server.isAlive()).as("the server outlives the process").isTrue();

    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(server.isAlive()).isFalse();
      assertThat(Integer.parseInt(query(database.config(), "SELECT max(n) FROM written")))
          .isGreaterThanOrEqualTo(written);
    }
  }

  @Test
  void what_was_committed_survives_the_kill_of_its_process_and_its_server() throws Exception {
    var victim = startElsewhere();
    var written = victim.rowsWritten(100);
    var server = ProcessHandle.of(pidInFile()).orElseThrow();
    victim.process().destroyForcibly().waitFor();
    var backends = server.descendants().toList();
    server.destroyForcibly();
    backends.forEach(ProcessHandle::destroyForcibly);
    Eventually.until("the server is dead", () -> !server.isAlive());

    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(Integer.parseInt(query(database.config(), "SELECT max(n) FROM written")))
          .isGreaterThanOrEqualTo(written);
    }
  }

  @Test
  void a_server_that_ends_by_itself_is_started_again_on_its_port() throws Exception {
    try (var database = EmbeddedDatabase.start(directory)) {
      execute(database.config(), "CREATE TABLE kept (n int)");
      var first = ProcessHandle.of(pidInFile()).orElseThrow();
      first.destroyForcibly();
      Eventually.until("it answers again", () -> !first.isAlive() && answers(database.config()));
      assertThat(query(database.config(), "SELECT count(*) FROM kept")).isEqualTo("0");
    }
    assertThat(EmbeddedDatabase.running(directory)).isEmpty();
  }

  /** It would be waited for a minute long. */
  @Test
  void closing_breaks_off_a_start_that_hangs() throws Exception {
    var starts = directory.resolve("starts");
    try (var database = EmbeddedDatabase.start(directory)) {
      var first = ProcessHandle.of(pidInFile()).orElseThrow();
      waitForAnArchiveFromNowOn(starts);
      first.destroyForcibly();
      Eventually.until("it is being started again", () -> Files.exists(starts));
      var begun = System.nanoTime();
      database.close();
      assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(30));
    }
    assertThat(EmbeddedDatabase.running(directory)).isEmpty();
  }

  /** A server that starts waits for the archive and answers nobody. */
  private void waitForAnArchiveFromNowOn(Path told) throws IOException {
    var data = directory.resolve("data");
    Files.createFile(data.resolve("standby.signal"));
    Files.writeString(
        data.resolve("postgresql.auto.conf"),
        "hot_standby = off\nrestore_command = 'touch \"%s\"; exec sleep 300'\n".formatted(told));
  }

  private static boolean answers(PostgresConfig config) {
    try {
      return query(config, "SELECT 1").equals("1");
    } catch (SQLException e) {
      return false;
    }
  }

  @Test
  void a_stale_file_that_names_some_other_process_is_no_obstacle() throws Exception {
    Files.writeString(
        directory.resolve("data/postmaster.pid"), ProcessHandle.current().pid() + "\n");
    try (var database = EmbeddedDatabase.start(directory)) {
      assertThat(query(database.config(), "SELECT 1")).isEqualTo("1");
    }
    assertThat(ProcessHandle.current().isAlive()).isTrue();
  }

  @Test
  void a_stale_file_that_names_the_server_of_another_directory_ends_nobody(@TempDir Path others)
      throws Exception {
    try (var other = EmbeddedDatabase.start(others)) {
      Files.copy(others.resolve("data/postmaster.pid"), directory.resolve("data/postmaster.pid"));
      assertThat(EmbeddedDatabase.running(directory)).isEmpty();
      try (var database = EmbeddedDatabase.start(directory)) {
        assertThat(query(database.config(), "SELECT 1")).isEqualTo("1");
      }
      assertThat(query(other.config(), "SELECT 1")).isEqualTo("1");
    }
  }

  @Test
  void data_of_another_user_and_a_user_without_a_name_are_refused_with_one_line() {
    assertThatThrownBy(() -> EmbeddedDatabase.requireUser("somebody", directory))
        .isInstanceOf(FileSystemException.class)
        .hasMessageContaining("it belongs to another user");
    assertThatThrownBy(() -> EmbeddedDatabase.requireUser("?", directory))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("add one for this user, or set DATABASE_URL");
  }

  @Test
  void a_server_that_does_not_start_is_told_in_one_line(@TempDir Path another) throws Exception {
    Files.createDirectories(another.resolve("data"));
    Files.createFile(another.resolve("data/of-somebody-else"));
    assertThatThrownBy(() -> EmbeddedDatabase.start(another))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not start: look into its server.log");
  }

  /** Starts the database in the directory given and writes numbers until it is killed. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] arguments) throws SQLException {
      var database = EmbeddedDatabase.start(Path.of(arguments[0]));
      execute(database.config(), "CREATE TABLE written (n int)");
      try (var connection = connect(database.config());
          var insert = connection.prepareStatement("INSERT INTO written VALUES (?)")) {
        for (int i = 1; ; i++) {
          insert.setInt(1, i);
          insert.executeUpdate();
          System.out.println("written " + i);
        }
      }
    }
  }

  /** Another JVM, and what it says. */
  private record Elsewhere(Process process, BufferedReader output) {
    int rowsWritten(int atLeast) throws IOException {
      for (var line = output.readLine(); line != null; line = output.readLine()) {
        if (line.startsWith("written ")) {
          var rows = Integer.parseInt(line.substring("written ".length()));
          if (rows >= atLeast) {
            return rows;
          }
        }
      }
      throw new AssertionError("the other process has ended");
    }

    String errorBeforeItWasUp() throws IOException, InterruptedException {
      var said = String.join("\n", output.lines().toList());
      assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isNotZero();
      return said;
    }
  }

  private Elsewhere startElsewhere() throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(
                new ArrayList<>(
                    List.of(
                        java,
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())))
            .redirectErrorStream(true)
            .start();
    return new Elsewhere(process, process.inputReader(StandardCharsets.UTF_8));
  }

  private long pidInFile() throws IOException {
    return Long.parseLong(
        Files.readAllLines(directory.resolve("data/postmaster.pid")).getFirst().strip());
  }

  private static Connection connect(PostgresConfig config) throws SQLException {
    return DriverManager.getConnection(config.jdbcUrl(), config.user(), config.password().value());
  }

  private static void execute(PostgresConfig config, String sql) throws SQLException {
    try (var connection = connect(config);
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(PostgresConfig config, String sql) throws SQLException {
    try (var connection = connect(config);
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
