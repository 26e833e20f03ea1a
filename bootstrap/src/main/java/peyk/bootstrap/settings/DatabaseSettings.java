package peyk.bootstrap.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import peyk.adapters.postgres.PostgresConfig;
import peyk.adapters.postgres.PostgresConfig.Owner;
import peyk.adapters.postgres.PostgresConfig.Password;

/**
 * The Postgres to use.
 *
 * @param url a JDBC URL; empty for an embedded one
 * @param owner who owns the tables and changes them; empty if that is the user itself
 * @param startupTimeout how long to wait for a Postgres that has yet to start
 * @param dataDirectory where an embedded one keeps its data
 * @param jobThreads durable jobs that run at the same time
 * @param jobTries failures after which a job is parked
 */
public record DatabaseSettings(
    Optional<String> url,
    String user,
    String password,
    Optional<Owner> owner,
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
        owner(read),
        read.integer("database.pool-size", 2, 1000),
        read.duration("database.startup-timeout", "0", "1d"),
        Path.of(read.required("data.directory", "where an embedded Postgres keeps its data")),
        read.integer("jobs.threads", 1, 256),
        read.integer("jobs.tries", 1, 1_000_000));
  }

  private static Optional<Owner> owner(SettingsReader read) {
    var owner =
        read.find("database.migration-user")
            .map(name -> new Owner(name, new Password(read.text("database.migration-password"))));
    if (owner.isPresent() && read.find("database.user").isEmpty()) {
      read.fault("database.user", "is missing: database.migration-user grants it its rights");
    }
    return owner;
  }

  /** How to reach the Postgres whose URL was set; empty for an embedded one. */
  public Optional<PostgresConfig> external() {
    return url.map(address ->
            PostgresConfig.of(address, user, new Password(password)).withPoolSize(poolSize))
        .map(config -> owner.map(config::withOwner).orElse(config));
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
