package peyk.bootstrap;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TimeZone;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import peyk.adapters.postgres.PostgresDatabase;
import peyk.bootstrap.backup.BackupCommand;
import peyk.bootstrap.backup.RestoreCommand;
import peyk.bootstrap.doctor.Doctor;
import peyk.bootstrap.settings.DatabaseSettings;
import peyk.bootstrap.settings.ImportSettings;
import peyk.bootstrap.settings.InvalidSettingsException;
import peyk.bootstrap.settings.LogSettings;
import peyk.bootstrap.settings.Settings;
import peyk.domain.StorageUnavailableException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of the service. */
@Command(
    name = "peyk",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    description = "Stands between a Traccar server, its users' app and their trackers.",
    subcommands = {
      Main.Serve.class,
      Main.SandboxCommand.class,
      Main.Firmware.class,
      Main.DoctorCommand.class,
      Main.Train.class,
      Main.Migrate.class,
      BackupCommand.class,
      RestoreCommand.class
    })
public final class Main implements Runnable {
  private Main() {}

  public static void main(String[] arguments) {
    ignoreLocaleAndZone();
    System.exit(
        new CommandLine(new Main())
            .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, command))
            .execute(arguments));
  }

  /**
   * Makes numbers and dates the same on every machine, also those that libraries write, such as the
   * {@code Date} header. Only the times of the text log keep the machine's zone.
   */
  static void ignoreLocaleAndZone() {
    System.setProperty("log.zone", ZoneId.systemDefault().getId());
    Locale.setDefault(Locale.ROOT);
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }

  /** A command that takes settings. */
  public abstract static class Configured implements Callable<Integer> {
    @Option(names = "--config", paramLabel = "FILE", description = "A YAML file with settings.")
    private @Nullable Path file;

    protected Optional<Path> file() {
      return Optional.ofNullable(file);
    }
  }

  @Command(
      name = "serve",
      mixinStandardHelpOptions = true,
      description = "Serves, with the settings of a file and of environment variables.")
  static final class Serve extends Configured {
    @Override
    public Integer call() throws InterruptedException {
      LogSettings.read(file(), System.getenv()).apply();
      var settings = Settings.read(file(), System.getenv());
      settings.warnings().forEach(warning -> System.err.println("Warning: " + warning));
      return runUntilStopped(Application.start(settings));
    }
  }

  @Command(
      name = "sandbox",
      mixinStandardHelpOptions = true,
      description = {
        "Serves with simulated neighbours and needs no settings.",
        "The database is deleted afterwards. Traccar, its trackers and the SMS gateway are"
            + " simulated."
      })
  static final class SandboxCommand extends Configured {
    @Override
    public Integer call() throws InterruptedException {
      LogSettings.read(file(), System.getenv()).apply();
      return runUntilStopped(Sandbox.start(file(), System.getenv(), System.out));
    }
  }

  @Command(
      name = "doctor",
      mixinStandardHelpOptions = true,
      description = {
        "Looks whether all that the service needs works, and what to do.",
        "Changes nothing, and may be run beside the service. The exit status is 1 if something does"
            + " not work."
      })
  static final class DoctorCommand extends Configured {
    @Override
    public Integer call() throws InterruptedException {
      LogSettings.silent().apply();
      var reading = Settings.examine(file(), System.getenv());
      return new Doctor(reading, System.out).examine() ? 0 : 1;
    }
  }

  @Command(
      name = "migrate",
      mixinStandardHelpOptions = true,
      description = {
        "Makes or updates the tables, and lets DATABASE_USER read and write them.",
        "For a service that does not get DATABASE_MIGRATION_PASSWORD. Without this command, the"
            + " service does it when it starts."
      })
  static final class Migrate extends Configured {
    @Override
    public Integer call() {
      LogSettings.silent().apply();
      var database = DatabaseSettings.read(file(), System.getenv()).external();
      database.ifPresent(PostgresDatabase::migrate);
      System.out.println(
          database.isPresent()
              ? "The tables are up to date."
              : "DATABASE_URL is not set: the service makes the tables of its own Postgres.");
      return database.isPresent() ? 0 : 1;
    }
  }

  @Command(
      name = "train",
      description = {
        "Makes the cache that lets Peyk start in less than half the time.",
        "The cache is a file in lib, for this JVM and for these jars only. Needs no settings."
      })
  static final class Train implements Callable<Integer> {
    @Override
    public Integer call() throws IOException {
      LogSettings.read(Optional.empty(), Map.of()).apply();
      AotTraining.run();
      return 0;
    }
  }

  @Command(
      name = "firmware",
      mixinStandardHelpOptions = true,
      description = "Firmware of trackers.",
      subcommands = Import.class)
  static final class Firmware implements Runnable {
    @Override
    public void run() {
      CommandLine.usage(this, System.out);
    }
  }

  @Command(
      name = "import",
      mixinStandardHelpOptions = true,
      description = {
        "Takes over the catalogue of the old service.",
        "Its releases (firmwares.json) become active for all trackers. It may be repeated. It goes"
            + " through",
        "the admin API if the service runs, else straight into its database."
      })
  static final class Import extends Configured {
    @Parameters(paramLabel = "CATALOGUE", description = "The old service's firmwares.json.")
    private @Nullable Path catalogue;

    @Override
    public Integer call() throws InterruptedException {
      LogSettings.read(file(), System.getenv()).apply();
      var settings = ImportSettings.read(file(), System.getenv());
      return new FirmwareImport(settings, System.out).run(requireNonNull(catalogue)) ? 0 : 1;
    }
  }

  private static int runUntilStopped(AutoCloseable service) throws InterruptedException {
    ProcessMetrics.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service), "shutdown"));
    new CountDownLatch(1).await();
    return 0;
  }

  private static void close(AutoCloseable service) {
    try {
      service.close();
    } catch (Exception e) {
      System.err.println("Stopping failed: " + e.getMessage());
    }
  }

  /** Prints faults that the operator can mend without a stack trace. */
  private static int explain(Exception failure, CommandLine command) throws Exception {
    var isOurs =
        failure instanceof InvalidSettingsException
            || failure instanceof StorageUnavailableException
            || failure instanceof StartupException;
    if (!isOurs) {
      throw failure;
    }
    command.getErr().println(failure.getMessage());
    return failure instanceof InvalidSettingsException
        ? command.getCommandSpec().exitCodeOnInvalidInput()
        : command.getCommandSpec().exitCodeOnExecutionException();
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"peyk " + version()};
    }
  }

  /** The version of this program. */
  public static String version() {
    var properties = new Properties();
    try (var in = Main.class.getResourceAsStream("version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
