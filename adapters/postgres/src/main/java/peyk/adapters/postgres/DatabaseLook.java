package peyk.adapters.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.util.PSQLException;
import peyk.domain.StorageUnavailableException;
import peyk.domain.checkup.DatabaseFacts;

/** Looks at a database as the service would find it; its connections cannot change anything. */
public final class DatabaseLook {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private DatabaseLook() {}

  /**
   * @throws StorageUnavailableException if it cannot be reached or does not let us in; the message
   *     says why, in the words of the server
   */
  public static DatabaseFacts at(PostgresConfig config) {
    var source = source(config);
    try (var connection = source.getConnection()) {
      var metadata = connection.getMetaData();
      var info =
          Flyway.configure(DatabaseLook.class.getClassLoader())
              .dataSource(source)
              .locations(PostgresDatabase.MIGRATIONS)
              .load()
              .info();
      return new DatabaseFacts(
          metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion(),
          info.current() != null,
          info.pending().length,
          Arrays.stream(info.applied()).anyMatch(DatabaseLook::isNewer),
          mayChange(connection));
    } catch (SQLException e) {
      throw new StorageUnavailableException(reason(e), e);
    } catch (FlywayException e) {
      throw new StorageUnavailableException("its tables cannot be read", e);
    }
  }

  private static boolean isNewer(MigrationInfo applied) {
    return applied.getState() == MigrationState.FUTURE_SUCCESS
        || applied.getState() == MigrationState.FUTURE_FAILED;
  }

  private static boolean mayChange(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false)")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** What the server says without hints and details, or else what the driver says. */
  private static String reason(SQLException failure) {
    var said =
        failure instanceof PSQLException refusal
            ? Optional.ofNullable(refusal.getServerErrorMessage())
                .flatMap(message -> Optional.ofNullable(message.getMessage()))
            : Optional.<String>empty();
    return said.orElseGet(
        () -> String.valueOf(failure.getMessage()).lines().findFirst().orElse(""));
  }

  private static PGSimpleDataSource source(PostgresConfig config) {
    var source = new PGSimpleDataSource();
    source.setURL(config.jdbcUrl());
    if (!config.user().isEmpty()) {
      source.setUser(config.user());
      source.setPassword(config.password().value());
    }
    source.setApplicationName("peyk doctor");
    source.setConnectTimeout((int) config.connectTimeout().toSeconds());
    source.setLoginTimeout((int) PATIENCE.toSeconds());
    source.setSocketTimeout((int) PATIENCE.toSeconds());
    source.setReadOnly(true);
    source.setReadOnlyMode("always");
    return source;
  }
}
