package peyk.bootstrap;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresConfig.Password;
import peyk.domain.Eventually;

/** A Postgres server of one test, which freezes it, kills it, and starts it again. */
final class OwnPostgres implements AutoCloseable {
  private static final String USER = "postgres";
  private static final Duration STARTUP = Duration.ofSeconds(60);

  private final Path data;
  private EmbeddedPostgres server;

  private OwnPostgres(Path data) {
    this.data = data;
    server = start(0);
  }

  /** Starts a server that keeps its data in this directory, which may be empty. */
  static OwnPostgres start(Path directory) {
    return new OwnPostgres(directory.resolve("data"));
  }

  /** Stops this server, starts it again, and starts a standby that follows it, with its copy. */
  OwnPostgres standby(Path directory) {
    stop();
    try {
      Processes.run("cp", "-a", data.toString(), directory.resolve("data").toString());
      server = start(server.getPort());
      Files.createFile(directory.resolve("data/standby.signal"));
      Files.writeString(
          directory.resolve("data/postgresql.auto.conf"),
          "primary_conninfo = 'host=127.0.0.1 port=%d user=%s application_name=standby'%n"
              .formatted(server.getPort(), USER),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    var standby = new OwnPostgres(directory.resolve("data"));
    execute("ALTER SYSTEM SET synchronous_standby_names = 'standby'", "SELECT pg_reload_conf()");
    Eventually.until(
        "it follows",
        () -> isTrue("SELECT EXISTS (SELECT FROM pg_stat_replication WHERE sync_state = 'sync')"));
    return standby;
  }

  /** Makes a standby the server that takes writes. */
  void promote() {
    execute("SELECT pg_promote()");
  }

  private EmbeddedPostgres start(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(data)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setPGStartupWait(STARTUP)
          .setServerConfig("max_connections", "100")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("wal_sender_timeout", "5s")
          .setOutputRedirector(Redirect.DISCARD)
          .setErrorRedirector(Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getPort();
  }

  /** How to reach it. Timeouts are short, so that a test need not wait for the usual ones. */
  PostgresConfig config() {
    return config("localhost:" + port());
  }

  /** How to reach whichever of these hosts takes writes. */
  static PostgresConfig config(String hosts) {
    return PostgresConfig.of(
        "jdbc:postgresql://%s/postgres?socketTimeout=3".formatted(hosts), USER, new Password(USER));
  }

  Jdbi jdbi() {
    return Jdbi.create(config().jdbcUrl(), USER, USER);
  }

  boolean isTrue(String question) {
    return jdbi().withHandle(handle -> handle.createQuery(question).mapTo(Boolean.class).one());
  }

  void execute(String... statements) {
    try (var connection = DriverManager.getConnection(config().jdbcUrl(), USER, USER);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops all its processes where they are; the operating system still accepts connections. */
  void freeze() {
    Processes.freeze(processes());
  }

  void thaw() {
    Processes.thaw(processes());
  }

  /** Ends all connections of clients but its own. */
  void terminateBackends() {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
  }

  /** Shuts down as an operator does. */
  void stop() {
    try {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts again on the same port. */
  void startAgain() {
    server = start(port());
  }

  /** Ends all its processes at once, as a power cut does. */
  void kill() {
    var processes = processes().toList();
    processes.forEach(ProcessHandle::destroyForcibly);
    Eventually.until("it is gone", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
    stop();
  }

  private Stream<ProcessHandle> processes() {
    try (var lines = Files.lines(data.resolve("postmaster.pid"))) {
      return lines
          .limit(1)
          .map(String::strip)
          .map(Long::valueOf)
          .flatMap(pid -> ProcessHandle.of(pid).stream())
          .flatMap(one -> Stream.concat(Stream.of(one), one.descendants()))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (Files.exists(data.resolve("postmaster.pid"))) {
      kill();
    }
  }
}
