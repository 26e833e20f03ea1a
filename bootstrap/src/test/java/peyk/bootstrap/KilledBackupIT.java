package peyk.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.metrics.api.Metrics;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import peyk.adapters.postgres.DatabaseBackup;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.adapters.postgres.TestDatabase;
import peyk.adapters.postgres.TestServer;
import peyk.domain.Endurance;
import peyk.domain.Eventually;

/** The commands as the build leaves them, killed in the middle of their work. */
class KilledBackupIT {
  @RegisterExtension static final TestDatabase DATABASE = new TestDatabase();

  private static final int KILLS = Endurance.size(1, 30);
  private static final int ROWS = Endurance.size(60_000, 1_000_000);
  private static final Duration PATIENCE = Duration.ofMinutes(Endurance.size(2, 20));

  /** About so many bytes of each row reach the file. */
  private static final int DEFLATED = 60;

  private static final Path PROGRAM = Path.of("target/peyk/bin/peyk").toAbsolutePath();
  private static final Path LOG = Path.of("target/killed-backup.log");

  @TempDir static Path shared;
  private static Path whole;

  @TempDir Path directory;
  private final SplittableRandom random = new SplittableRandom();

  @BeforeAll
  static void fill() {
    DATABASE
        .open()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO event_inbox (event_id, fingerprint, device_id, event_time, result,
                                         received_at)
                SELECT n, n, n, now(), md5(n::text) || sha256(n::text::bytea), now()
                  FROM generate_series(1, ?) AS n
                """,
                ROWS));
    whole = shared.resolve("whole");
    DatabaseBackup.save(DATABASE.config(), whole, "0.1.0");
  }

  @AfterAll
  static void leave() throws IOException {
    Files.deleteIfExists(whole);
  }

  @Test
  void a_killed_backup_leaves_no_file_that_is_not_whole_and_the_next_one_succeeds()
      throws Exception {
    for (int kill = 0; kill < KILLS; kill++) {
      var file = directory.resolve("peyk.backup");
      var part = directory.resolve("peyk.backup.part");
      long moment = random.nextLong((long) ROWS * DEFLATED);
      kill(
          start(DATABASE.config(), "backup", file.toString()),
          () -> Files.exists(file) || size(part) > moment);

      assertThat(Files.exists(file) || Files.exists(part)).isTrue();
      if (Files.exists(file)) {
        assertWhole(file);
        Files.delete(file);
      }
      DatabaseBackup.save(DATABASE.config(), file, "0.1.0");
      assertWhole(file);
      Files.delete(file);
    }
  }

  @Test
  void a_killed_restore_leaves_the_database_as_it_was_and_the_next_one_succeeds() throws Exception {
    var target = TestServer.get().createDatabase();
    try {
      PostgresDatabase.open(target.withPoolSize(1), Metrics.globalRegistry()).close();
      var jdbi = Jdbi.create(target.jdbcUrl(), target.user(), target.password().value());
      for (int kill = 0; kill < KILLS; ) {
        jdbi.useHandle(handle -> handle.execute("TRUNCATE event_inbox, device_name"));
        jdbi.useHandle(handle -> handle.execute("INSERT INTO device_name VALUES (1, 1, 1)"));
        int moment = random.nextInt(ROWS);
        boolean hasEnded =
            kill(
                start(target, "restore", whole.toString(), "--replace"),
                () ->
                    number(jdbi, "SELECT max(tuples_processed) FROM pg_stat_progress_copy")
                        > moment);
        Eventually.until(
            "the server noticed",
            () ->
                number(
                        jdbi,
                        "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'peyk'"
                            + " AND datname = current_database()")
                    == 0);

        int restored = number(jdbi, "SELECT count(*) FROM event_inbox");
        assertThat(number(jdbi, "SELECT count(*) FROM device_name"))
            .isEqualTo(restored == 0 ? 1 : 0);
        assertThat(restored).isIn(hasEnded ? List.of(ROWS) : List.of(0, ROWS));
        kill += restored == 0 ? 1 : 0;
      }
      try (var backup = DatabaseBackup.open(whole)) {
        backup.restore(target, true);
      }
      assertThat(number(jdbi, "SELECT count(*) FROM event_inbox")).isEqualTo(ROWS);
      assertThat(number(jdbi, "SELECT count(*) FROM device_name")).isZero();
    } finally {
      TestServer.get().drop(target);
    }
  }

  private static void assertWhole(Path file) {
    try (var backup = DatabaseBackup.open(file)) {
      assertThat(backup.summary().rows()).isGreaterThanOrEqualTo(ROWS);
    }
  }

  private static Process start(PostgresConfig database, String... arguments) throws IOException {
    var builder =
        new ProcessBuilder(PROGRAM.toString())
            .redirectErrorStream(true)
            .redirectOutput(Redirect.appendTo(LOG.toFile()));
    builder.command().addAll(List.of(arguments));
    builder.environment().put("DATABASE_URL", database.jdbcUrl());
    builder.environment().put("DATABASE_USER", database.user());
    builder.environment().put("DATABASE_PASSWORD", database.password().value());
    builder.environment().put("JAVA_OPTS", "-XX:TieredStopAtLevel=1");
    return builder.start();
  }

  /**
   * As {@code kill -9}: the script has become the JVM by then.
   *
   * @return whether the process had done its work before
   */
  private static boolean kill(Process process, BooleanSupplier moment) throws InterruptedException {
    try {
      Eventually.until(
          "the moment to kill has come",
          PATIENCE,
          () -> !process.isAlive() || moment.getAsBoolean());
    } finally {
      process.destroyForcibly();
      process.waitFor();
    }
    assertThat(process.exitValue()).as("see " + LOG).isIn(0, 128 + 9);
    return process.exitValue() == 0;
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException e) {
      return 0;
    }
  }

  private static int number(Jdbi jdbi, String sql) {
    return jdbi.withHandle(
        handle -> handle.createQuery(sql).mapTo(Integer.class).findOne().orElse(0));
  }
}
