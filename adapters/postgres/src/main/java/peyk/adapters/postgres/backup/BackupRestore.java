package peyk.adapters.postgres.backup;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.postgresql.PGConnection;
import peyk.adapters.postgres.BackupException;

/**
 * Writes a backup into a database, all in one transaction: a process that is killed leaves the
 * database as it was.
 */
public final class BackupRestore {
  private static final int BUFFER = 1 << 16;
  private static final String LOCK_TIMEOUT = "SET LOCAL lock_timeout = '10s'";

  private static final String OTHERS =
      """
      SELECT pid
        FROM pg_stat_activity
       WHERE datname = current_database() AND pid <> pg_backend_pid()
         AND application_name = 'peyk'
      """;

  /** Nobody runs a job any more that somebody ran when the backup was made. */
  private static final String RELEASE_JOBS =
      """
      UPDATE scheduled_tasks
         SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL, version = version + 1
       WHERE picked
      """;

  /** Brings the tables of a connection up to a version, in its transaction. */
  public interface Migration {
    void to(Connection connection, int schema);
  }

  private final Connection connection;
  private final Tables tables;
  private final Migration migration;

  /**
   * @param connection outside of a transaction; it is of no use afterwards
   */
  public BackupRestore(Connection connection, Migration migration) {
    this.connection = connection;
    this.tables = new Tables(connection);
    this.migration = migration;
  }

  /**
   * Restores and commits.
   *
   * @param newest the newest migration that this program knows
   * @param replace whether to delete what the database has
   * @throws BackupException if the database is used, or has tables and is not to be replaced
   */
  public void restore(BackupReader backup, int newest, boolean replace)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    tables.execute(LOCK_TIMEOUT);
    makeRoom(replace);
    migration.to(connection, backup.manifest().schema());
    fill(backup);
    migration.to(connection, newest);
    tables.execute(RELEASE_JOBS);
    connection.commit();
  }

  private void makeRoom(boolean replace) throws SQLException {
    if (!tables.list(OTHERS).isEmpty()) {
      throw new BackupException(
          "Peyk is running on this database: stop all its processes before you restore.");
    }
    if (tables.schema() > 0 && !replace) {
      throw new BackupException(
          "The database has tables of Peyk already: restore into an empty one, or add --replace to delete them.");
    }
    tables.drop();
  }

  /** Migrations leave some rows, which give way. Triggers would count each row as a change. */
  private void fill(BackupReader backup) throws SQLException, IOException {
    var ours = tables.names();
    setTriggers(ours, "DISABLE");
    tables.execute("TRUNCATE " + Tables.quote(ours));
    var known = new HashSet<>(ours);
    for (var table : backup.manifest().tables()) {
      if (known.contains(table.name())) {
        fill(backup, table);
      }
    }
    setSequences(backup.manifest().sequences(), Set.copyOf(tables.sequenceNames()));
    setTriggers(ours, "ENABLE");
  }

  private void setTriggers(List<String> names, String state) throws SQLException {
    for (var name : names) {
      tables.execute("ALTER TABLE %s %s TRIGGER USER".formatted(Tables.quote(name), state));
    }
  }

  private void fill(BackupReader backup, Manifest.Table table) throws SQLException, IOException {
    var sql =
        "COPY %s (%s) FROM STDIN"
            .formatted(Tables.quote(table.name()), Tables.quote(table.columns()));
    try (var rows = backup.rows(table)) {
      var stored = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql, rows, BUFFER);
      rows.check();
      if (stored != table.rows()) {
        throw new IOException(
            "%s got %d rows instead of %d".formatted(table.name(), stored, table.rows()));
      }
    }
  }

  private void setSequences(List<Manifest.Sequence> sequences, Set<String> known)
      throws SQLException {
    try (var set = connection.prepareStatement("SELECT setval(quote_ident(?)::regclass, ?, ?)")) {
      for (var sequence : sequences) {
        if (known.contains(sequence.name())) {
          set.setString(1, sequence.name());
          set.setLong(2, sequence.last());
          set.setBoolean(3, sequence.called());
          set.execute();
        }
      }
    }
  }
}
