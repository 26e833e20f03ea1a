package peyk.adapters.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.PostgresConfig.Password;
import peyk.adapters.postgres.embedded.DirectoryLock;
import peyk.adapters.postgres.embedded.Postmaster;
import peyk.domain.time.Backoff;

/**
 * A Postgres server of our own, for a first try and for small installations. It is durable, accepts
 * connections of this machine only, and keeps all its files in one directory. It lives as long as
 * this process, and is started again if it ends by itself; a server that outlived its process is
 * stopped before the next one starts.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The major version of the server. Each reads the data of its own version only. */
  public static final int MAJOR = 18;

  private static final int ANY_PORT = 0;
  private static final Duration STARTUP = Duration.ofSeconds(60);
  private static final Duration BREAK_OFF = Duration.ofSeconds(10);
  private static final String USER = "postgres";
  private static final int PASSWORD_BYTES = 24;
  private static final long LONGEST_LOG = 10_000_000;
  private static final String WORKING_DIRECTORY = "ot.epg.working-dir";

  private static final Backoff REVIVAL = new Backoff(Duration.ofMillis(500), Duration.ofMinutes(1));
  private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private final Path home;
  private final DirectoryLock lock;
  private final Postmaster postmaster;
  private final PostgresConfig config;
  private final Thread watching;
  private volatile EmbeddedPostgres server;
  private volatile boolean isClosed;

  private EmbeddedDatabase(Path home, DirectoryLock lock, EmbeddedPostgres server)
      throws IOException {
    this.home = home;
    this.lock = lock;
    this.postmaster = new Postmaster(home.resolve("data"));
    this.server = server;
    this.config = config(server.getPort(), Files.readString(password(home)));
    this.watching = Thread.ofVirtual().name("embedded-database").start(this::watch);
  }

  /**
   * Starts the server on any free port.
   *
   * @param directory where everything is kept; made if it does not exist
   * @throws IllegalStateException if it does not start; the message is for operators
   */
  public static EmbeddedDatabase start(Path directory) {
    var home = directory.toAbsolutePath().normalize();
    try {
      requireUser(System.getProperty("user.name"), home.resolve("data"));
      requireMajor(home);
      makePrivate(home);
      var lock = DirectoryLock.take(home);
      try {
        return start(home, lock);
      } catch (IOException | RuntimeException e) {
        lock.close();
        throw e;
      }
    } catch (FileSystemException e) {
      throw new IllegalStateException(
          e.getMessage() + ": run Peyk as the owner of its data, or set DATA_DIRECTORY", e);
    } catch (IOException e) {
      throw new IllegalStateException(
          "the database in %s does not start: look into its server.log".formatted(home), e);
    }
  }

  /** Postgres runs for users with a name only, and only on data of their own. */
  static void requireUser(String user, Path data) throws IOException {
    if (user.equals("?")) {
      throw new IllegalStateException(
          "the embedded database needs a user with a line in /etc/passwd: add one for this user, or"
              + " set DATABASE_URL");
    }
    if (!user.equals("root")
        && Files.exists(data)
        && !Files.getOwner(data).getName().equals(user)) {
      throw new FileSystemException(data.toString(), null, "it belongs to another user");
    }
  }

  private static void requireMajor(Path home) {
    var found = dataMajor(home);
    if (found.isPresent() && found.getAsInt() != MAJOR) {
      throw new IllegalStateException(
          ("the data in %s are of PostgreSQL %d, and this Peyk brings PostgreSQL %d: back them up"
                  + " with the Peyk that made them, move them away, and restore the backup with this"
                  + " one")
              .formatted(home, found.getAsInt(), MAJOR));
    }
  }

  /**
   * The major version of the server that made the data in a directory; empty if there are none.
   *
   * @throws UncheckedIOException if it cannot be read
   */
  public static OptionalInt dataMajor(Path directory) {
    var version = directory.resolve("data").resolve("PG_VERSION");
    try {
      var text = Files.exists(version) ? Files.readString(version).strip() : "";
      return text.matches("\\d{1,4}")
          ? OptionalInt.of(Integer.parseInt(text))
          : OptionalInt.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the version of the data in " + directory + " is unknown", e);
    }
  }

  private static EmbeddedDatabase start(Path home, DirectoryLock lock) throws IOException {
    new Postmaster(home.resolve("data")).stopOrphan();
    try {
      return new EmbeddedDatabase(home, lock, startServer(home, ANY_PORT));
    } catch (IllegalStateException e) {
      throw new IOException(e);
    }
  }

  /**
   * Starts the server again whenever it has ended, until we stop it. The system ends a server when
   * memory runs out, and a server ends itself when the disk fails.
   */
  private void watch() {
    try {
      for (int attempt = 1; awaitEnd(); attempt++) {
        log.error("the embedded database has ended and is started again attempt={}", attempt);
        if (revive()) {
          attempt = 0;
        } else {
          Thread.sleep(REVIVAL.pause(attempt));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the server has ended, and not by us. Returns at once if there is none. */
  private boolean awaitEnd() throws InterruptedException {
    try {
      var running = postmaster.server();
      if (running.isPresent()) {
        running.get().onExit().get();
      }
    } catch (IOException | ExecutionException e) {
      log.error("the embedded database cannot be watched reason={}", e.getMessage());
    }
    return !isClosed;
  }

  /**
   * Starts the server again; connections find it on the same port.
   *
   * @return whether it runs
   */
  private boolean revive() {
    try {
      server.close();
      server = startServer(home, server.getPort());
      return postmaster.server().isPresent();
    } catch (IOException | RuntimeException e) {
      log.error("it does not start: look into its server.log reason={}", e.getMessage());
      return false;
    }
  }

  /** The server that this or another process has running there; empty if there is none. */
  public static Optional<PostgresConfig> running(Path directory) {
    var home = directory.toAbsolutePath().normalize();
    try {
      var port = new Postmaster(home.resolve("data")).port();
      return port.isEmpty()
          ? Optional.empty()
          : Optional.of(config(port.getAsInt(), Files.readString(home.resolve("password"))));
    } catch (IOException e) {
      throw new UncheckedIOException("the database in " + home + " cannot be probed", e);
    }
  }

  private static PostgresConfig config(int port, String password) {
    return PostgresConfig.of(
        "jdbc:postgresql://localhost:%d/postgres".formatted(port), USER, new Password(password));
  }

  private static void makePrivate(Path directory) throws IOException {
    Files.createDirectories(directory);
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static Path password(Path home) throws IOException {
    var file = home.resolve("password");
    if (Files.notExists(file)) {
      var bytes = new byte[PASSWORD_BYTES];
      new SecureRandom().nextBytes(bytes);
      Files.writeString(file, HexFormat.of().formatHex(bytes));
    }
    return file;
  }

  /**
   * The library is made for tests. Here it has to be durable, to ask for a password, and to stay
   * out of the world-writable /tmp. We stop it ourselves, because shutdown hooks run in no order.
   */
  private static EmbeddedPostgres startServer(Path home, int port) throws IOException {
    var password = password(home);
    var log = home.resolve("server.log");
    if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
      Files.delete(log);
    }
    var output = ProcessBuilder.Redirect.appendTo(log.toFile());
    return builder(home.resolve("server"))
        .setDataDirectory(home.resolve("data"))
        .setCleanDataDirectory(false)
        .setPort(port)
        .setRegisterShutdownHook(false)
        .setPGStartupWait(STARTUP)
        .setOutputRedirector(output)
        .setErrorRedirector(output)
        .setLocaleConfig("pwfile", password.toString())
        .setLocaleConfig("auth-host", "scram-sha-256")
        .setLocaleConfig("auth-local", "scram-sha-256")
        .setLocaleConfig("locale-provider", "builtin")
        .setLocaleConfig("builtin-locale", "C.UTF-8")
        .setLocaleConfig("locale", "C")
        .setConnectConfig("password", Files.readString(password))
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "")
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("max_connections", "100")
        .setServerConfig("log_checkpoints", "off")
        .start();
  }

  /** Only a system property tells the library where to put its binaries. */
  private static synchronized EmbeddedPostgres.Builder builder(Path binaries) {
    var before = System.getProperty(WORKING_DIRECTORY);
    System.setProperty(WORKING_DIRECTORY, binaries.toString());
    try {
      return EmbeddedPostgres.builder().setOverrideWorkingDirectory(binaries.toFile());
    } finally {
      if (before == null) {
        System.clearProperty(WORKING_DIRECTORY);
      } else {
        System.setProperty(WORKING_DIRECTORY, before);
      }
    }
  }

  /** How to reach it. */
  public PostgresConfig config() {
    return config;
  }

  private void stopWatching() {
    watching.interrupt();
    try {
      var _ = watching.join(BREAK_OFF);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Shuts the server down cleanly, so that the next start needs no recovery. A start that is under
   * way is broken off.
   */
  @Override
  public synchronized void close() {
    isClosed = true;
    try {
      stopWatching();
      server.close();
      postmaster.stopOrphan();
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded database could not be stopped", e);
    } finally {
      lock.close();
    }
  }
}
