package peyk.bootstrap.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import peyk.adapters.postgres.BackupException;
import peyk.adapters.postgres.DatabaseBackup;
import peyk.adapters.postgres.DatabaseBackup.Summary;
import peyk.adapters.postgres.EmbeddedDatabase;
import peyk.bootstrap.DatabaseConfigs;
import peyk.bootstrap.StartupException;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.domain.StorageUnavailableException;

/**
 * Backs up the configured database and restores it. An embedded one is started unless it runs.
 *
 * @param version of this program
 */
public record Backup(DatabaseSettings database, String version, PrintStream console) {
  /**
   * @param verify whether to restore the file into a temporary database
   * @throws StartupException if it cannot be saved; no file is left
   */
  public void save(Path file, boolean verify) {
    try {
      var summary = save(file);
      console.printf("Saved %s in %s, %,d bytes.%n", describe(summary), file, Files.size(file));
      if (verify) {
        verify(file);
      }
    } catch (BackupException | StorageUnavailableException | IOException e) {
      throw new StartupException("The backup failed. " + e.getMessage(), e);
    }
  }

  private Summary save(Path file) {
    var external = database.external();
    return external.isPresent()
        ? DatabaseBackup.save(external.get(), file, version)
        : saveEmbedded(file);
  }

  private Summary saveEmbedded(Path file) {
    var running = EmbeddedDatabase.running(database.embedded());
    if (running.isPresent()) {
      return DatabaseBackup.save(running.get(), file, version);
    }
    if (EmbeddedDatabase.dataMajor(database.embedded()).isEmpty()) {
      throw new BackupException(
          "There is no database in %s: set DATA_DIRECTORY or DATABASE_URL as for the service."
              .formatted(database.embedded()));
    }
    try (var embedded = DatabaseConfigs.startEmbedded(database)) {
      return DatabaseBackup.save(embedded.config(), file, version);
    }
  }

  private void verify(Path file) throws IOException {
    var directory = Files.createTempDirectory("peyk-verify-");
    try (var backup = DatabaseBackup.open(file);
        var embedded = EmbeddedDatabase.start(directory)) {
      backup.restore(embedded.config(), false);
      console.println("Verified: it was restored into a temporary database.");
    } catch (IllegalStateException e) {
      throw new BackupException(
          "It was saved, but no temporary database starts to verify it: " + e.getMessage(), e);
    } finally {
      delete(directory);
    }
  }

  /**
   * @param replace whether to delete what the database has
   * @throws StartupException if it cannot be restored; the database is unchanged
   */
  public void restore(Path file, boolean replace) {
    try (var backup = DatabaseBackup.open(file)) {
      var external = database.external();
      if (external.isPresent()) {
        backup.restore(external.get(), replace);
      } else {
        try (var embedded = DatabaseConfigs.startEmbedded(database)) {
          backup.restore(embedded.config(), replace);
        }
      }
      console.printf("Restored %s.%n", describe(backup.summary()));
    } catch (BackupException | StorageUnavailableException e) {
      throw new StartupException("Nothing was restored. " + e.getMessage(), e);
    }
  }

  private static String describe(Summary summary) {
    return "%,d rows of %d tables (version %d, Peyk %s, as of %s)"
        .formatted(
            summary.rows(), summary.tables(), summary.schema(), summary.peyk(), summary.takenAt());
  }

  private static void delete(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
