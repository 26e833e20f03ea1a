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

/** {@code peyk backup}. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Saves everything that Peyk stores in one file.",
      "The service may run meanwhile. The file is new, complete, and was read again, or there is none.",
      "It holds personal data, and only its owner may read it."
    })
public final class BackupCommand extends Main.Configured {
  @Parameters(paramLabel = "FILE", description = "The file to make, as peyk.backup.")
  private @Nullable Path target;

  @Option(
      names = "--verify",
      description = "Also restores it into a temporary database, which is deleted afterwards.")
  private boolean verify;

  @Override
  public Integer call() {
    LogSettings.silent().apply();
    new Backup(DatabaseSettings.read(file(), System.getenv()), Main.version(), System.out)
        .save(requireNonNull(target), verify);
    return 0;
  }
}
