package peyk.adapters.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;
import peyk.adapters.postgres.PostgresConfig.Password;

/**
 * The Postgres server that tests use, one for a whole run: the one that {@value #URL} names, else
 * one in Docker, else an embedded one.
 */
public final class TestServer {
  /** A JDBC url of a database, with user and password, where databases may be made. */
  public static final String URL = "PEYK_TEST_DATABASE_URL";

  private static final String IMAGE = "postgres:18-alpine";
  private static final String CONNECTIONS = "300";
  private static @Nullable TestServer running;

  private final String url;
  private final String user;
  private final String password;

  private TestServer(String url, String user, String password) {
    this.url = url;
    this.user = user;
    this.password = password;
  }

  public static synchronized TestServer get() {
    if (running == null) {
      running = start();
    }
    return running;
  }

  private static TestServer start() {
    var url = System.getenv(URL);
    if (url != null && !url.isBlank()) {
      System.out.println("Tests use the Postgres that " + URL + " names.");
      return new TestServer(url, "", "");
    }
    return isDockerAvailable() ? startContainer() : startEmbedded();
  }

  private static boolean isDockerAvailable() {
    return DockerClientFactory.instance().isDockerAvailable();
  }

  @SuppressWarnings("resource") // it ends with the tests' process
  private static TestServer startContainer() {
    System.out.println("Tests use a Postgres in Docker.");
    var container =
        new PostgreSQLContainer(IMAGE)
            .withCommand("postgres", "-c", "fsync=off", "-c", "max_connections=" + CONNECTIONS);
    container.start();
    return new TestServer(container.getJdbcUrl(), container.getUsername(), container.getPassword());
  }

  private static TestServer startEmbedded() {
    System.out.println("Tests use an embedded Postgres.");
    try {
      var server =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", CONNECTIONS)
              .setServerConfig("synchronous_commit", "on")
              .start();
      return new TestServer(
          "jdbc:postgresql://localhost:%d/postgres".formatted(server.getPort()),
          "postgres",
          "postgres");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Makes an empty database; the caller is to {@link #drop} it. */
  public PostgresConfig createDatabase() {
    return createDatabase("");
  }

  PostgresConfig createDatabase(String options) {
    var name = "peyk_test_" + UUID.randomUUID().toString().replace("-", "");
    execute("CREATE DATABASE " + name + " " + options);
    return PostgresConfig.of(urlOf(name), user, new Password(password));
  }

  public void drop(PostgresConfig database) {
    execute("DROP DATABASE " + name(database) + " WITH (FORCE)");
  }

  /** Lets nobody into a database, and throws out who is in. */
  void shut(PostgresConfig database) {
    execute("ALTER DATABASE %s ALLOW_CONNECTIONS FALSE".formatted(name(database)));
    throwOut(database);
  }

  void throwOut(PostgresConfig database) {
    execute(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '%s'"
            .formatted(name(database)));
  }

  /** Lets everybody into a database again. */
  void reopen(PostgresConfig database) {
    execute("ALTER DATABASE %s ALLOW_CONNECTIONS TRUE".formatted(name(database)));
  }

  /** Whether new connections to a database may only read. */
  void setReadOnly(PostgresConfig database, boolean isReadOnly) {
    execute(
        "ALTER DATABASE %s SET default_transaction_read_only = %s"
            .formatted(name(database), isReadOnly ? "on" : "off"));
  }

  private static String name(PostgresConfig database) {
    return database.jdbcUrl().replaceFirst("\\?.*", "").replaceFirst(".*/", "");
  }

  private String urlOf(String database) {
    return url.replaceFirst("/[^/?]*(\\?|$)", "/" + database + "$1");
  }

  void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("could not " + sql, e);
    }
  }

  private Connection connect() throws SQLException {
    return user.isEmpty()
        ? DriverManager.getConnection(url)
        : DriverManager.getConnection(url, user, password);
  }
}
