package peyk.adapters.postgres;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import peyk.adapters.postgres.backup.SharedTransaction;
import peyk.adapters.postgres.base.Outages;
import peyk.domain.StorageUnavailableException;

/** The steps from no tables to those of this version. */
final class Migrations {
  private static final String DIRECTORY = "peyk/db/migration";

  private static final String FOREIGN_TABLES =
      "its schema has tables of somebody else: give the service a database or schema of its own";

  private Migrations() {}

  static FluentConfiguration flyway() {
    return Flyway.configure(Migrations.class.getClassLoader()).locations("classpath:" + DIRECTORY);
  }

  /** Applies what is missing. */
  static void run(Flyway flyway) {
    try {
      flyway.migrate();
    } catch (FlywayException e) {
      if (e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE) {
        throw new StorageUnavailableException(FOREIGN_TABLES, e);
      }
      throw Outages.translate(e);
    }
  }

  /** Applies what is missing up to a version, in the transaction of a connection. */
  static void run(Connection transaction, int version) {
    run(
        flyway()
            .dataSource(SharedTransaction.of(transaction))
            .target(MigrationVersion.fromVersion(Integer.toString(version)))
            .load());
  }

  /** The version of the newest one. */
  static int newest() {
    try {
      var place = requireNonNull(Migrations.class.getClassLoader().getResource(DIRECTORY)).toURI();
      if (!place.getScheme().equals("jar")) {
        return newest(Path.of(place));
      }
      try (var jar = FileSystems.newFileSystem(place, Map.of())) {
        return newest(jar.getPath(DIRECTORY));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int newest(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("V\\d+__.*"))
          .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
          .max()
          .orElseThrow();
    }
  }
}
