package peyk.bootstrap.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import peyk.adapters.postgres.DatabaseProbe;
import peyk.adapters.postgres.EmbeddedDatabase;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.domain.diagnosis.Area;
import peyk.domain.diagnosis.DatabaseDiagnosis;
import peyk.domain.diagnosis.Finding;

/** Diagnoses the configured database. It probes an embedded one only if that runs. */
final class DatabaseChecks {
  private DatabaseChecks() {}

  static List<Finding> look(DatabaseSettings wanted) {
    var external = wanted.external();
    return List.of(
        external.isPresent()
            ? DatabaseDiagnosis.finding("the one at DATABASE_URL", DatabaseProbe.at(external.get()))
            : embedded(wanted.embedded().toAbsolutePath().normalize()));
  }

  private static Finding embedded(Path directory) {
    return EmbeddedDatabase.running(directory)
        .map(config ->
            DatabaseDiagnosis.finding(
                "an embedded one that runs, in " + directory, DatabaseProbe.at(config)))
        .orElseGet(() -> notRunning(directory));
  }

  private static Finding notRunning(Path directory) {
    var major = EmbeddedDatabase.dataMajor(directory);
    return major.isPresent() && major.getAsInt() != EmbeddedDatabase.MAJOR
        ? Area.DATABASE.fault(
            "database_other_major",
            "the data in %s are of PostgreSQL %d, and this Peyk brings PostgreSQL %d"
                .formatted(directory, major.getAsInt(), EmbeddedDatabase.MAJOR),
            "back them up with the Peyk that made them, move them away, and restore the backup"
                + " with this one: see docs/operations.md")
        : startable(directory);
  }

  private static Finding startable(Path directory) {
    var existing = directory;
    while (existing.getParent() != null && Files.notExists(existing)) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing)
        ? Area.DATABASE.ok(
            "database_embedded",
            "an embedded one, in %s: the service starts it".formatted(directory))
        : Area.DATABASE.fault(
            "database_no_directory",
            "an embedded one would be in %s, but %s cannot be written to"
                .formatted(directory, existing),
            "set DATA_DIRECTORY to a directory that can be written to, or DATABASE_URL to a"
                + " Postgres");
  }
}
