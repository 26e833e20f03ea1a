package peyk.adapters.postgres.backup;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.security.DigestOutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;
import peyk.adapters.postgres.BackupException;
import peyk.adapters.postgres.base.Sha256;

/**
 * Writes one snapshot of a database into a file: a zip with an entry for each table, and the
 * manifest last. Others may go on writing into the database meanwhile.
 */
public final class BackupWriter {
  private static final int BUFFER = 1 << 16;

  /** Rows are read in the order in which they lie in their table, so that a copy reads alike. */
  private static final String SETTINGS =
      """
      SET LOCAL synchronize_seqscans = off;
      SET LOCAL max_parallel_workers_per_gather = 0;
      SET LOCAL lock_timeout = '30s'
      """;

  private static final String TIME =
      "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

  private final Connection connection;
  private final Tables tables;

  /**
   * @param connection outside of a transaction; it is of no use afterwards
   */
  public BackupWriter(Connection connection) {
    this.connection = connection;
    this.tables = new Tables(connection);
  }

  /**
   * Writes a backup to an empty file, durably.
   *
   * @param peyk the version of this program
   * @param newest the newest migration that this program knows
   * @throws BackupException if the database has no tables of this program
   */
  public Manifest write(FileChannel file, String peyk, int newest)
      throws SQLException, IOException {
    connection.setAutoCommit(false);
    connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    connection.setReadOnly(true);
    tables.execute(SETTINGS);
    var names = lock(newest);
    var out = new BufferedOutputStream(Channels.newOutputStream(file), BUFFER);
    var zip = new ZipOutputStream(out);
    zip.setLevel(Deflater.BEST_SPEED);
    var manifest = write(zip, names, peyk);
    zip.finish();
    out.flush();
    file.force(true);
    return manifest;
  }

  /** Nobody may alter the tables until their last row was read. */
  private List<String> lock(int newest) throws SQLException {
    var schema = tables.schema();
    if (schema == 0) {
      throw new BackupException("There is nothing to back up: the database has no tables of Peyk.");
    }
    if (schema > newest) {
      throw new BackupException(
          "The tables were made by a newer Peyk than this one: back up with that one.");
    }
    var names = tables.names();
    tables.execute("LOCK TABLE %s IN ACCESS SHARE MODE".formatted(Tables.quote(names)));
    return names;
  }

  private Manifest write(ZipOutputStream zip, List<String> names, String peyk)
      throws SQLException, IOException {
    var written = new ArrayList<Manifest.Table>();
    for (var name : names) {
      written.add(write(zip, name));
    }
    var manifest =
        new Manifest(
            Manifest.FORMAT,
            peyk,
            tables.schema(),
            tables.list("SHOW server_version").getFirst(),
            tables.list(TIME).getFirst(),
            written,
            tables.sequences());
    zip.putNextEntry(new ZipEntry(Manifest.ENTRY));
    zip.write(manifest.toJson());
    zip.closeEntry();
    return manifest;
  }

  /** A table is read by a query, because {@code COPY} refuses a partitioned one. */
  private Manifest.Table write(ZipOutputStream zip, String name) throws SQLException, IOException {
    var columns = tables.columns(name);
    var sql =
        "COPY (SELECT %s FROM %s) TO STDOUT".formatted(Tables.quote(columns), Tables.quote(name));
    var digest = Sha256.digest();
    var out = new BufferedOutputStream(new DigestOutputStream(zip, digest), BUFFER);
    zip.putNextEntry(new ZipEntry(Manifest.entry(name)));
    var rows = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql, out);
    out.flush();
    zip.closeEntry();
    return new Manifest.Table(name, columns, rows, HexFormat.of().formatHex(digest.digest()));
  }
}
