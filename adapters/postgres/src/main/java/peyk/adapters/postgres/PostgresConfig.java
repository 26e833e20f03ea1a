package peyk.adapters.postgres;

import java.time.Duration;
import java.util.Optional;

/**
 * How to reach the database.
 *
 * @param jdbcUrl {@code jdbc:postgresql://host:port/database}
 * @param poolSize connections at most
 * @param connectTimeout how long to wait for a connection of the pool, or of the server
 * @param statementTimeout after which the server cancels a statement; a little later, the
 *     connection of a server that does not answer is closed
 * @param owner who owns the tables and changes them, if that is not the user itself
 */
public record PostgresConfig(
    String jdbcUrl,
    String user,
    Password password,
    int poolSize,
    Duration connectTimeout,
    Duration statementTimeout,
    Optional<Owner> owner) {
  private static final Duration SHORTEST_CONNECT_TIMEOUT = Duration.ofMillis(250);
  private static final Duration SHORTEST_STATEMENT_TIMEOUT = Duration.ofMillis(100);

  public PostgresConfig {
    if (!jdbcUrl.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("the database url must begin with jdbc:postgresql:");
    }
    if (poolSize < 1) {
      throw new IllegalArgumentException("the database pool needs at least one connection");
    }
    if (connectTimeout.compareTo(SHORTEST_CONNECT_TIMEOUT) < 0
        || statementTimeout.compareTo(SHORTEST_STATEMENT_TIMEOUT) < 0) {
      throw new IllegalArgumentException(
          "the database timeouts are at least 250 ms to connect and 100 ms for a statement");
    }
  }

  /** With the usual pool size and timeouts. */
  public static PostgresConfig of(String jdbcUrl, String user, Password password) {
    return new PostgresConfig(
        jdbcUrl,
        user,
        password,
        20,
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
        Optional.empty());
  }

  public PostgresConfig withPoolSize(int connections) {
    return new PostgresConfig(
        jdbcUrl, user, password, connections, connectTimeout, statementTimeout, owner);
  }

  public PostgresConfig withStatementTimeout(Duration timeout) {
    return new PostgresConfig(jdbcUrl, user, password, poolSize, connectTimeout, timeout, owner);
  }

  /** With a user who only reads and writes rows; the tables are made and changed by their owner. */
  public PostgresConfig withOwner(Owner owner) {
    return new PostgresConfig(
        jdbcUrl, user, password, poolSize, connectTimeout, statementTimeout, Optional.of(owner));
  }

  /** The same database for whoever owns the tables. */
  public PostgresConfig asOwner() {
    return owner
        .map(role ->
            new PostgresConfig(
                jdbcUrl,
                role.name(),
                role.password(),
                poolSize,
                connectTimeout,
                statementTimeout,
                Optional.empty()))
        .orElse(this);
  }

  /** Without the URL, which may hold a password. */
  @Override
  public String toString() {
    return "PostgresConfig[user=" + user + ", poolSize=" + poolSize + "]";
  }

  /** The role that owns the tables. */
  public record Owner(String name, Password password) {}

  /** The password of a role. Never printed. */
  public record Password(String value) {
    @Override
    public String toString() {
      return "[redacted]";
    }
  }
}
