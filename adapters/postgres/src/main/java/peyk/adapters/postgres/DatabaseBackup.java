package peyk.adapters.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import peyk.adapters.postgres.backup.BackupReader;
import peyk.adapters.postgres.backup.BackupRestore;
import peyk.adapters.postgres.backup.BackupWriter;
import peyk.adapters.postgres.backup.Manifest;
import peyk.adapters.postgres.base.Outages;
import peyk.domain.StorageUnavailableException;

/** Everything that is stored, in one file, from which a database can be made again. */
public final class DatabaseBackup implements AutoCloseable {
  /** A server that says nothing for so long is dead. It says nothing while it makes an index. */
  private static final Duration STATEMENT_TIMEOUT = Duration.ofHours(1);

  private static final Set<OpenOption> WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

  /**
   * @param schema the newest migration of the tables
   * @param takenAt the time of the snapshot by the database's clock, in ISO 8601
   * @param peyk the version that made it
   */
  public record Summary(int tables, long rows, int schema, String takenAt, String peyk) {
    private static Summary of(Manifest manifest) {
      return new Summary(
          manifest.tables().size(),
          manifest.rows(),
          manifest.schema(),
          manifest.takenAt(),
          manifest.peyk());
    }
  }

  private final BackupReader reader;

  private DatabaseBackup(BackupReader reader) {
    this.reader = reader;
  }

  /**
   * Saves one snapshot of a database, which may be in use. The file appears under its name when it
   * is complete, durable, and was read again. Until then it is beside it, with the suffix {@code
   * .part}.
   *
   * @param file must not exist
   * @param peyk the version of this program
   * @throws BackupException if that is not possible; no file is left
   * @throws StorageUnavailableException if the database cannot be reached or asked
   */
  public static Summary save(PostgresConfig config, Path file, String peyk) {
    var target = file.toAbsolutePath();
    var part = target.resolveSibling(target.getFileName() + ".part");
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      throw new BackupException("The file %s exists already.".formatted(file));
    }
    try (var channel = FileChannel.open(part, WRITE)) {
      if (channel.tryLock() == null) {
        throw new BackupException("Another backup is being written to %s.".formatted(part));
      }
      try {
        makePrivate(part);
        channel.truncate(0);
        write(config, channel, peyk);
        var summary = check(part);
        Files.move(part, target);
        syncDirectory(target);
        return summary;
      } finally {
        Files.deleteIfExists(part);
      }
    } catch (IOException e) {
      throw new BackupException(
          "The file %s cannot be written: %s.".formatted(file, e.getMessage()), e);
    }
  }

  private static void write(PostgresConfig config, FileChannel channel, String peyk)
      throws IOException {
    try (var connection = connections(config).single()) {
      new BackupWriter(connection).write(channel, peyk, Migrations.newest());
    } catch (SQLException e) {
      throw new StorageUnavailableException(Outages.reason(e), e);
    }
  }

  private static Summary check(Path part) {
    try (var written = open(part)) {
      return written.summary();
    }
  }

  /** It holds phone numbers. */
  private static void makePrivate(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
  }

  /** Makes the new name durable, where directories can be opened. */
  private static void syncDirectory(Path file) throws IOException {
    var directory = file.getParent();
    if (directory != null && file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  /**
   * Opens a backup and compares all of it with its checksums.
   *
   * @throws BackupException if it is not there, damaged, or of a newer Peyk
   */
  public static DatabaseBackup open(Path file) {
    return new DatabaseBackup(BackupReader.open(file, Migrations.newest()));
  }

  public Summary summary() {
    return Summary.of(reader.manifest());
  }

  /**
   * Restores into a database and brings its tables up to date. All or nothing: also after a kill.
   *
   * @param replace whether to delete the tables that are there
   * @throws BackupException if the database is used or has tables that are not to be replaced, or
   *     does not take the rows; it is unchanged
   * @throws StorageUnavailableException if the database cannot be reached or asked
   */
  public void restore(PostgresConfig config, boolean replace) {
    try (var connection = connections(config).single()) {
      Connections.requireUtf8(connection);
      new BackupRestore(connection, Migrations::run).restore(reader, Migrations.newest(), replace);
    } catch (SQLException e) {
      throw new StorageUnavailableException(Outages.reason(e), e);
    } catch (IOException e) {
      throw new BackupException("The rows do not fit: %s.".formatted(e.getMessage()), e);
    }
  }

  /** Sequences and the history of migrations are read, and tables made, by their owner only. */
  private static Connections connections(PostgresConfig config) {
    return new Connections(config.asOwner().withStatementTimeout(STATEMENT_TIMEOUT));
  }

  @Override
  public void close() {
    reader.close();
  }
}
