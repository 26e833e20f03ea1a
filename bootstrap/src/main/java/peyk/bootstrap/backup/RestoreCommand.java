package peyk.bootstrap.backup;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import peyk.bootstrap.Main;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.bootstrap.settings.LogSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code peyk restore}. */
@Command(
    name = "restore",
    mixinStandardHelpOptions = true,
    description = {
      "Restores a backup into the configured database, while no service uses that.",
      "The backup may come from an older Peyk, an older Postgres, or an embedded one. All or nothing is restored."
    })
public final class RestoreCommand extends Main.Configured {
  @Parameters(paramLabel = "FILE", description = "A file that peyk backup made.")
  private @Nullable Path source;

  @Option(
      names = "--replace",
      description = "Deletes all tables that Peyk's user has in that database.")
  private boolean replace;

  @Override
  public Integer call() {
    LogSettings.silent().apply();
    new Backup(DatabaseSettings.read(file(), System.getenv()), Main.version(), System.out)
        .restore(requireNonNull(source), replace);
    return 0;
  }
}
