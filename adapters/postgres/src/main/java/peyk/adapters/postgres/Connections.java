package peyk.adapters.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import peyk.adapters.postgres.base.Outages;
import peyk.domain.StorageUnavailableException;

/** Connections to a database: those of a pool, single ones, and the one that migrates it. */
record Connections(PostgresConfig config) {
  /** The socket's timeout is so much longer than the server's, so that the server answers first. */
  private static final Duration AFTER_STATEMENT_TIMEOUT = Duration.ofSeconds(5);

  /** A transaction waits for nobody but the database, unless its process is frozen. */
  private static final Duration IDLE_IN_TRANSACTION = Duration.ofSeconds(10);

  private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
  private static final Logger log = LoggerFactory.getLogger(Connections.class);

  /** Of several hosts the one that takes writes. */
  private static final String PRIMARY = "primary";

  /** Returns when a server answers. */
  void await(Duration timeout) {
    var begun = System.nanoTime();
    for (var refusal = refusal(); refusal != null; refusal = refusal()) {
      if (System.nanoTime() - begun > timeout.toNanos()) {
        throw new StorageUnavailableException(Outages.reason(refusal), refusal);
      }
      log.warn("waiting for the database: {}", Outages.reason(refusal));
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  /** Why no server is there yet. */
  private @Nullable SQLException refusal() {
    try (var _ = single()) {
      return null;
    } catch (SQLException e) {
      return Outages.isAbsence(e) ? e : null;
    }
  }

  HikariDataSource pool() {
    var settings = new HikariConfig();
    settings.setPoolName("peyk");
    settings.setJdbcUrl(config.jdbcUrl());
    settings.setDataSourceProperties(properties());
    settings.setMaximumPoolSize(config.poolSize());
    settings.setConnectionTimeout(config.connectTimeout().toMillis());
    settings.setValidationTimeout(config.connectTimeout().toMillis());
    settings.setConnectionInitSql(
        "SET statement_timeout = %d; SET idle_in_transaction_session_timeout = %d"
            .formatted(config.statementTimeout().toMillis(), IDLE_IN_TRANSACTION.toMillis()));
    settings.setExceptionOverride(new Eviction());
    try {
      return new HikariDataSource(settings);
    } catch (PoolInitializationException e) {
      throw Outages.translate(e);
    }
  }

  /** Throws connections out of the pool that are of no use any more. */
  private static final class Eviction implements SQLExceptionOverride {
    @java.lang.Override
    public Override adjudicate(SQLException failure) {
      return Outages.endsConnection(failure) ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
  }

  /** Text may be in any language. */
  static void requireUtf8(Connection connection) throws SQLException {
    var encoding = connection.unwrap(PGConnection.class).getParameterStatus("server_encoding");
    if (!"UTF8".equals(encoding)) {
      throw new StorageUnavailableException(
          "the database keeps text as %s: create one with ENCODING 'UTF8'".formatted(encoding));
    }
  }

  /** One that belongs to no pool. */
  Connection single() throws SQLException {
    return DriverManager.getConnection(config.jdbcUrl(), properties());
  }

  /** Without a user, the one that the url names, or else the one of this process, is taken. */
  private Properties properties() {
    var properties = new Properties();
    if (!config.user().isEmpty()) {
      PGProperty.USER.set(properties, config.user());
      PGProperty.PASSWORD.set(properties, config.password().value());
    }
    PGProperty.APPLICATION_NAME.set(properties, "peyk");
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.TARGET_SERVER_TYPE.set(properties, PRIMARY);
    PGProperty.HOST_RECHECK_SECONDS.set(properties, 2);
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    PGProperty.CONNECT_TIMEOUT.set(properties, seconds(config.connectTimeout()));
    PGProperty.SOCKET_TIMEOUT.set(
        properties, seconds(config.statementTimeout().plus(AFTER_STATEMENT_TIMEOUT)));
    return properties;
  }

  private static int seconds(Duration duration) {
    return (int) Math.max(1, duration.toSeconds());
  }

  /**
   * Brings the tables up to date as their owner, and lets the user read and write them. On
   * connections of its own, because a migration may take longer than a statement.
   */
  void migrate() {
    new Connections(config.asOwner()).changeTables();
    if (config.owner().isPresent()) {
      try (var owner = new Connections(config.asOwner()).single()) {
        new UserGrants(owner, config.user()).complete();
      } catch (SQLException e) {
        throw new StorageUnavailableException(Outages.reason(e), e);
      }
    }
  }

  private void changeTables() {
    try (var connection = single()) {
      requireUtf8(connection);
    } catch (SQLException e) {
      throw new StorageUnavailableException(Outages.reason(e), e);
    }
    var user = config.user().isEmpty() ? null : config.user();
    var password = config.user().isEmpty() ? null : config.password().value();
    Migrations.run(
        Migrations.flyway()
            .dataSource(config.jdbcUrl(), user, password)
            .jdbcProperties(Map.of(PGProperty.TARGET_SERVER_TYPE.getName(), PRIMARY))
            .load());
  }
}
