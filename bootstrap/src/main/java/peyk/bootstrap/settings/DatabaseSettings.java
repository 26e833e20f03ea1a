package peyk.bootstrap.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.postgres.PostgresConfig;

/**
 * The Postgres to use.
 *
 * @param url a JDBC URL; empty for an embedded one
 * @param startupTimeout how long to wait for a Postgres that has yet to start
 * @param dataDirectory where an embedded one keeps its data
 * @param jobThreads durable jobs that run at the same time
 * @param jobTries failures after which a job is parked
 */
public record DatabaseSettings(
    Optional<String> url,
    String user,
    String password,
    int poolSize,
    Duration startupTimeout,
    Path dataDirectory,
    int jobThreads,
    int jobTries) {
  /**
   * The settings of a command that needs nothing but the database.
   *
   * @throws InvalidSettingsException if they are wrong
   */
  public static DatabaseSettings read(Optional<Path> file, Map<String, String> environment) {
    return SettingsReader.read(file, environment, DatabaseSettings::read);
  }

  static DatabaseSettings read(SettingsReader read) {
    var url = read.find("database.url");
    if (url.filter(text -> !text.startsWith("jdbc:postgresql:")).isPresent()) {
      read.fault(
          "database.url",
          "must begin with jdbc:postgresql: (or be left out for an embedded Postgres)");
    }
    return new DatabaseSettings(
        url,
        read.text("database.user"),
        read.text("database.password"),
        read.integer("database.pool-size", 2, 1000),
        read.duration("database.startup-timeout", "0", "1d"),
        Path.of(read.required("data.directory", "where an embedded Postgres keeps its data")),
        read.integer("jobs.threads", 1, 256),
        read.integer("jobs.tries", 1, 1_000_000));
  }

  /** How to reach the Postgres whose URL was set; empty for an embedded one. */
  public Optional<PostgresConfig> external() {
    return url.map(address ->
        PostgresConfig.of(address, user, new PostgresConfig.Password(password))
            .withPoolSize(poolSize));
  }

  /** The directory of the embedded Postgres. */
  public Path embedded() {
    return dataDirectory.resolve("postgres");
  }

  @Override
  public String toString() {
    return "DatabaseSettings[redacted]";
  }
}
