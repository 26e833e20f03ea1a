package peyk.bootstrap.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicBoolean;
import peyk.adapters.postgres.EmbeddedDatabase;
import peyk.adapters.postgres.PostgresConfig;

/** A Postgres in a directory that is deleted at the end, also when somebody breaks it off. */
final class OwnDatabase implements AutoCloseable {
  private final Path directory;
  private final EmbeddedDatabase postgres;
  private final AtomicBoolean isClosed = new AtomicBoolean();

  OwnDatabase() throws IOException {
    directory = Files.createTempDirectory("peyk-benchmark-");
    postgres = EmbeddedDatabase.start(directory.resolve("postgres"));
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
  }

  PostgresConfig config() {
    return postgres.config();
  }

  /** For files that go with the database. */
  Path directory() {
    return directory;
  }

  @Override
  public void close() {
    if (isClosed.getAndSet(true)) {
      return;
    }
    postgres.close();
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
