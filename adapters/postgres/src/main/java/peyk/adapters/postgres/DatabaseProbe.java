package peyk.adapters.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.postgresql.ds.PGSimpleDataSource;
import peyk.adapters.postgres.base.Outages;
import peyk.domain.StorageUnavailableException;
import peyk.domain.diagnosis.DatabaseFacts;
import peyk.domain.diagnosis.DatabaseFacts.Rights;

/**
 * Finds out what the service would find in a database. It changes nothing, not even its session: a
 * pooler may give that to the service.
 */
public final class DatabaseProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  /**
   * The tables of this service belong to the owner of its migration history. The history is written
   * by migrations only. Postgres asks for no right to the sequence of an identity column.
   */
  private static final String RIGHTS =
      """
      SELECT coalesce(has_schema_privilege(current_schema(), 'CREATE'), false) AS may_create,
             coalesce(bool_and(pg_has_role(ours.relowner, 'USAGE')), true) AS is_owner,
             coalesce(bool_and(
               CASE
                 WHEN ours.relname = history.relname THEN true
                 WHEN ours.relkind = 'S' THEN
                      has_sequence_privilege(ours.oid, 'USAGE')
                      OR EXISTS (SELECT 1
                                   FROM pg_depend
                                  WHERE classid = 'pg_class'::regclass
                                    AND objid = ours.oid
                                    AND deptype = 'i')
                 ELSE has_table_privilege(ours.oid, 'SELECT')
                      AND has_table_privilege(ours.oid, 'INSERT')
                      AND has_table_privilege(ours.oid, 'UPDATE')
                      AND has_table_privilege(ours.oid, 'DELETE')
               END), true) AS may_write
        FROM pg_class history
        JOIN pg_class ours USING (relnamespace, relowner)
       WHERE history.oid = to_regclass(current_schema() || '.flyway_schema_history')
         AND ours.relkind IN ('r', 'p', 'v', 'm', 'S')
      """;

  private static final String IS_READ_ONLY =
      """
      SELECT pg_is_in_recovery() OR reset_val = 'on'
        FROM pg_settings
       WHERE name = 'default_transaction_read_only'
      """;

  private DatabaseProbe() {}

  /**
   * @throws StorageUnavailableException if it cannot be reached or refuses us; the message is the
   *     server's
   */
  public static DatabaseFacts at(PostgresConfig config) {
    var source = source(config.asOwner());
    try (var user = source(config).getConnection();
        var owner = source.getConnection()) {
      Connections.requireUtf8(user);
      var metadata = user.getMetaData();
      var info = Migrations.flyway().dataSource(source).load().info();
      return new DatabaseFacts(
          metadata.getDatabaseProductName() + " " + metadata.getDatabaseProductVersion(),
          isReadOnly(user),
          info.current() != null,
          info.pending().length,
          Arrays.stream(info.applied()).anyMatch(DatabaseProbe::isNewer),
          config.owner().isPresent() ? rightsOfOwner(owner) : rights(user));
    } catch (SQLException e) {
      throw new StorageUnavailableException(Outages.reason(e), e);
    } catch (FlywayException e) {
      throw new StorageUnavailableException("its tables cannot be read", e);
    }
  }

  private static boolean isNewer(MigrationInfo applied) {
    return applied.getState() == MigrationState.FUTURE_SUCCESS
        || applied.getState() == MigrationState.FUTURE_FAILED;
  }

  private static boolean isReadOnly(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(IS_READ_ONLY)) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** The owner grants the user what it needs when the service starts. */
  private static Rights rightsOfOwner(Connection owner) throws SQLException {
    var rights = rights(owner);
    return new Rights(rights.create(), rights.owner(), rights.owner() || rights.write());
  }

  private static Rights rights(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(RIGHTS)) {
      row.next();
      return new Rights(
          row.getBoolean("may_create"), row.getBoolean("is_owner"), row.getBoolean("may_write"));
    }
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
    source.setLoginTimeout((int) TIMEOUT.toSeconds());
    source.setSocketTimeout((int) TIMEOUT.toSeconds());
    source.setReadOnly(true);
    return source;
  }
}
